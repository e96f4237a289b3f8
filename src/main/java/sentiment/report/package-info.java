/**
 * Pages for a browser that show how good a model is, and how its training goes: one file each, with
 * nothing to load from elsewhere. The only home of the charting library. Imports {@code
 * evaluation}, {@code explain}, {@code dataset}, {@code model} and {@code text}.
 */
@NullMarked
package sentiment.report;

import org.jspecify.annotations.NullMarked;
