/**
 * A model without a network, as a bar for it: logistic regression on the words and short runs of
 * words of a review. The only home of LIBLINEAR. Imports {@code dataset}, {@code evaluation},
 * {@code model} and {@code text}.
 */
@NullMarked
package sentiment.baseline;

import org.jspecify.annotations.NullMarked;
