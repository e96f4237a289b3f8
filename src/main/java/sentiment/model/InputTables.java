package sentiment.model;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import sentiment.kernel.Lstm;

/**
 * The first layer's input products. They depend on the word alone, so they are made once for all
 * words, but not before it pays: a program that scores a few reviews needs neither the time nor the
 * memory. The products are the same with and without. Shared between threads.
 */
final class InputTables {

  /** Larger vocabularies, and those of small heaps, have input products made batch by batch. */
  private static final long MAX_BYTES = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** Tokens read for each word of the vocabulary before the tables are made. */
  private static final int PAYS_AFTER = 10;

  private final List<Lstm> directions;
  private final float[] embedding; // [vocabulary][embedding size]
  private final long paysAfter; // tokens
  private final AtomicLong tokens = new AtomicLong();
  private volatile List<float[]> tables = List.of();

  /**
   * @param directions of the first layer
   * @param words in the vocabulary
   */
  InputTables(List<Lstm> directions, float[] embedding, int words) {
    this.directions = directions;
    this.embedding = embedding;
    long values = (long) words * directions.size() * directions.get(0).gateWidth();
    this.paysAfter = values * Float.BYTES > MAX_BYTES ? Long.MAX_VALUE : (long) PAYS_AFTER * words;
  }

  /** A table for each direction, or none as long as there are none. */
  List<float[]> current() {
    return tables;
  }

  /** So many tokens were read without tables; the thread that makes them pay makes them. */
  void wereMissing(int read) {
    long before = tokens.getAndAdd(read);
    if (before < paysAfter && paysAfter - before <= read) {
      tables = directions.stream().parallel().map(lstm -> lstm.table(embedding)).toList();
    }
  }
}
