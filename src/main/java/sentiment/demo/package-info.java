/**
 * An embedded broker, sample reviews and what sends them, and the run that shows it all. Imports
 * {@code streams}.
 */
@NullMarked
package sentiment.demo;

import org.jspecify.annotations.NullMarked;
