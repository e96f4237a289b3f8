/**
 * Texts in, scores or rejections out, in batches. The one place where a review is judged, whoever
 * asks: the stream, the command line or a test. Imports {@code text}, {@code model} and {@code
 * explain}.
 */
@NullMarked
package sentiment.scoring;

import org.jspecify.annotations.NullMarked;
