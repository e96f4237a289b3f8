package sentiment.streams;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import sentiment.scoring.LiveScoring;

/**
 * What the processors of one application share.
 *
 * @param registry of the schemas of reviews and scores
 * @param maxRecordBytes largest record that the topics take at this moment
 * @param nanoTime runs as {@link System#nanoTime} does; waiting and inference are measured by it
 * @param wallClock runs as {@link System#currentTimeMillis} does; Kafka's own stands still while a
 *     batch is scored
 * @param durable whether waiting reviews are kept in Kafka; without, they die with the process
 */
record ScoringParts(
    StreamSettings settings,
    LiveScoring scoring,
    SchemaRegistry registry,
    Backlog backlog,
    IntSupplier maxRecordBytes,
    LongSupplier nanoTime,
    LongSupplier wallClock,
    boolean durable) {}
