package sentiment.dataset;

import java.util.List;
import java.util.stream.IntStream;

/** A fixed sample of a list. */
public final class Evenly {

  private Evenly() {}

  /** At most {@code limit} items at even distances, in order. */
  public static <T> List<T> chosen(List<T> items, int limit) {
    int n = Math.min(limit, items.size());
    return IntStream.range(0, n)
        .mapToObj(i -> items.get((int) ((long) i * items.size() / n)))
        .toList();
  }
}
