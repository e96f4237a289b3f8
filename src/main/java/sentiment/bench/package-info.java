/**
 * Measures the program. {@link sentiment.bench.EngineBenchmark} lets scoring engines work side by
 * side and holds them against the multiply-adds that the machine can do; {@link
 * sentiment.bench.KafkaBenchmark} measures the whole path, from a review sent to its committed
 * score, with an embedded broker.
 *
 * <p>Imports {@code kernel} for the machine's peak, {@code training} for DL4J's layers, {@code
 * scoring}, {@code model} and {@code text}, and {@code streams} and {@code demo} for the broker; as
 * it produces and consumes, it is a home of Kafka's clients.
 */
@NullMarked
package sentiment.bench;

import org.jspecify.annotations.NullMarked;
