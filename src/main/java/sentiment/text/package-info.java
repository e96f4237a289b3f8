/**
 * Text to ids: tokens with offsets into the original review, a frozen vocabulary, and the encoder
 * that training and serving share. Imports the JDK only.
 */
@NullMarked
package sentiment.text;

import org.jspecify.annotations.NullMarked;
