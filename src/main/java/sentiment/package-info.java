/** A streaming scorer of reviews that explains itself. */
@NullMarked
package sentiment;

import org.jspecify.annotations.NullMarked;
