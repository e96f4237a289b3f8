/**
 * Measures the whole path, from a review sent to its committed score: {@link
 * sentiment.bench.KafkaBenchmark} starts an embedded broker and the stream and loads them. Imports
 * {@code streams}, {@code demo} for the broker, {@code scoring} and {@code model}; as it produces
 * and consumes, it is a home of Kafka's clients.
 */
@NullMarked
package sentiment.bench;

import org.jspecify.annotations.NullMarked;
