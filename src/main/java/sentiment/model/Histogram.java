package sentiment.model;

import java.util.Arrays;
import java.util.List;

/**
 * How a quantity was distributed on held-out reviews.
 *
 * @param edges ascending inner bounds; bin i holds values below edges[i], the last one the rest
 * @param counts one more than edges
 */
public record Histogram(List<Double> edges, List<Long> counts) {

  public Histogram {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (counts.size() != edges.size() + 1) {
      throw new IllegalArgumentException(
          edges.size() + " edges and " + counts.size() + " counts: expected one count more");
    }
  }

  /** Counts values into bins. */
  public static Histogram of(double[] values, double... edges) {
    Long[] counts = new Long[edges.length + 1];
    Arrays.fill(counts, 0L);
    for (double value : values) {
      counts[bin(value, edges)]++;
    }
    return new Histogram(Arrays.stream(edges).boxed().toList(), List.of(counts));
  }

  /** Number of the bin that a value falls into, 0 to the number of edges. */
  public static int bin(double value, double... edges) {
    int found = Arrays.binarySearch(edges, value);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
