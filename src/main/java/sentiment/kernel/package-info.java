/**
 * The LSTM and matrix kernels on {@code float[]}, forward and backward, with no notion of reviews.
 * Imports the JDK only.
 */
@NullMarked
package sentiment.kernel;

import org.jspecify.annotations.NullMarked;
