/** Readers of labelled reviews, splits and provenance. Imports the JDK, a CSV library and a tar reader. */
@NullMarked
package sentiment.dataset;

import org.jspecify.annotations.NullMarked;
