/**
 * The trained model and the bundle it travels in: embedding, bi-directional LSTMs, additive
 * attention, one sigmoid output. Imports {@code text} and {@code kernel}; knows nothing of the
 * library that trained it.
 */
@NullMarked
package sentiment.model;

import org.jspecify.annotations.NullMarked;
