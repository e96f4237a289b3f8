/**
 * The offline trainer: labelled reviews in, a model bundle out. The only home of DL4J and ND4J,
 * whose graph, updaters and checkpoints it uses with layers that run on {@code kernel}. Imports
 * {@code dataset}, {@code text}, {@code kernel}, {@code model} and {@code evaluation}.
 */
@NullMarked
package sentiment.training;

import org.jspecify.annotations.NullMarked;
