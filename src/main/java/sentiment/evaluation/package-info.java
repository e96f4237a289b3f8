/**
 * How good a model is: accuracy, AUROC, calibration. Imports {@code scoring}, {@code model}, {@code
 * explain} and {@code dataset}.
 */
@NullMarked
package sentiment.evaluation;

import org.jspecify.annotations.NullMarked;
