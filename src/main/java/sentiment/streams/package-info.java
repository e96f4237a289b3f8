/**
 * The Kafka Streams topology and its lifecycle; with {@code demo} the only home of Kafka and Avro.
 * Imports {@code scoring} and what it builds on.
 *
 * <p>A record's way: {@link sentiment.streams.ReviewDecoder} finds the review in its bytes, {@link
 * sentiment.streams.BatchingProcessor} keeps it in a {@link sentiment.streams.ReviewBuffer} until
 * its batch is scored, and {@link sentiment.streams.ScoreEncoder} or {@link
 * sentiment.streams.DeadLetters} writes what becomes of it. {@link
 * sentiment.streams.SchemaRegistry} has the ids and schemas of Avro. {@link
 * sentiment.streams.ScoringTopology} wires them, {@link sentiment.streams.ScoringApplication} runs
 * them, both by {@link sentiment.streams.StreamSettings}, and {@link
 * sentiment.streams.StreamHealth} says how it is.
 *
 * <p>A dead letter's way back: {@link sentiment.streams.RejectedReplay} reads it as a {@link
 * sentiment.streams.RejectedRecord} and sends what was rejected to the input topic again, once,
 * which a {@link sentiment.streams.ReplayMemory} sees to.
 */
@NullMarked
package sentiment.streams;

import org.jspecify.annotations.NullMarked;
