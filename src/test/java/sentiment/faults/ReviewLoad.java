package sentiment.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import sentiment.demo.SampleReviews;

/**
 * Numbered records for the input topic, the same for the same seed: reviews of various lengths, and
 * a few records that are none. A record's key is its number.
 */
final class ReviewLoad {

  private static final int DISTINCT_TEXTS = 499;
  private static final double UNUSABLE_SHARE = 0.03;
  private static final byte[] INVALID_UTF_8 = {'f', 'i', 'l', 'm', (byte) 0xC3, '('};

  /** What a record is: an index of a text, or one of these. */
  private static final int EMPTY = -1;

  private static final int INVALID = -2;
  private static final int NULL = -3;

  private final List<String> texts = new ArrayList<>();
  private final int[] kinds;
  private final int[] partitions;
  private final int partitionCount;

  private ReviewLoad(int size, int partitionCount, int maxWords, double unusableShare, long seed) {
    Random random = new Random(seed);
    List<String> words =
        SampleReviews.load().stream()
            .flatMap(review -> review.text().lines().limit(1))
            .flatMap(line -> List.of(line.split("[^a-zA-Z']+")).stream())
            .filter(word -> word.matches("[a-zA-Z].*"))
            .distinct()
            .sorted()
            .toList();
    for (int i = 0; i < DISTINCT_TEXTS; i++) {
      List<String> text = new ArrayList<>();
      for (int length = 1 + random.nextInt(maxWords); length > 0; length--) {
        text.add(words.get(random.nextInt(words.size())));
      }
      texts.add(String.join(" ", text));
    }
    this.kinds = new int[size];
    this.partitions = new int[size];
    this.partitionCount = partitionCount;
    for (int i = 0; i < size; i++) {
      boolean isUnusable = random.nextDouble() < unusableShare;
      kinds[i] = isUnusable ? NULL + random.nextInt(3) : random.nextInt(DISTINCT_TEXTS);
      partitions[i] = random.nextInt(partitionCount);
    }
  }

  /**
   * Reviews and, among a hundred, a few records that are none.
   *
   * @param maxWords longest review, in words
   */
  static ReviewLoad mixed(int size, int partitionCount, int maxWords, long seed) {
    return new ReviewLoad(size, partitionCount, maxWords, UNUSABLE_SHARE, seed);
  }

  /** Reviews only. */
  static ReviewLoad reviews(int size, int partitionCount, int maxWords, long seed) {
    return new ReviewLoad(size, partitionCount, maxWords, 0, seed);
  }

  int size() {
    return kinds.length;
  }

  int partitionCount() {
    return partitionCount;
  }

  int partition(int number) {
    return partitions[number];
  }

  byte[] key(int number) {
    return Integer.toString(number).getBytes(UTF_8);
  }

  byte @Nullable [] value(int number) {
    return switch (kinds[number]) {
      case EMPTY -> new byte[0];
      case INVALID -> INVALID_UTF_8.clone();
      case NULL -> null;
      default -> texts.get(kinds[number]).getBytes(UTF_8);
    };
  }

  /** The review, if the record is one. */
  Optional<String> text(int number) {
    return kinds[number] < 0 ? Optional.empty() : Optional.of(texts.get(kinds[number]));
  }

  /** Why the record is no review, if it is none. */
  Optional<String> reason(int number) {
    return switch (kinds[number]) {
      case EMPTY, NULL -> Optional.of("EMPTY_TEXT");
      case INVALID -> Optional.of("UNDECODABLE");
      default -> Optional.empty();
    };
  }
}
