/** The offline trainer; the only home of DL4J and ND4J. */
@NullMarked
package sentiment.training;

import org.jspecify.annotations.NullMarked;
