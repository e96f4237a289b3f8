/**
 * The Kafka Streams topology and its lifecycle; with {@code demo} the only home of Kafka and Avro.
 * Imports {@code scoring} and what it builds on.
 */
@NullMarked
package sentiment.streams;

import org.jspecify.annotations.NullMarked;
