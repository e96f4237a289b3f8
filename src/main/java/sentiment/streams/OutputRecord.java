package sentiment.streams;

import org.jspecify.annotations.Nullable;

/**
 * What a sink writes.
 *
 * @param inputPartition partition that the review came from; decides the one it goes to
 * @param value the written value, null for a dead letter without one
 */
record OutputRecord(int inputPartition, byte @Nullable [] value) {}
