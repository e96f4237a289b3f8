package sentiment.dataset;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reviews to learn from and reviews to judge by, together all that were given, each in its place
 * once. The same reviews, share and seed give the same split on every machine.
 *
 * @param train never empty
 * @param validation never empty
 */
public record Split(List<LabelledReview> train, List<LabelledReview> validation) {

  /**
   * Seed of the split that every model's training makes, whatever seed the training itself has, so
   * that models are compared, and teach each other, on reviews that none of them learned from. The
   * one with which Keras shuffles the data set.
   */
  public static final long SEED = 113;

  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  public Split {
    train = List.copyOf(train);
    validation = List.copyOf(validation);
  }

  /** Tells sets of held back texts apart: 16 hexadecimal digits, whatever their order. */
  public String validationDigest() {
    MessageDigest digest = Sha256.digest();
    validation.stream()
        .map(review -> review.text().getBytes(StandardCharsets.UTF_8))
        .sorted(Arrays::compare)
        .forEach(
            text -> {
              digest.update(text);
              digest.update((byte) 0);
            });
    return Sha256.hex(digest).substring(0, 16);
  }

  /**
   * Holds back about the same share of the positive and of the negative reviews, and never a part
   * of a group: who has read a film's name among the liked ones would know the label of its other
   * reviews. A text that occurs twice is on one side too. Both parts keep the given order.
   *
   * <p>Groups come in random order, and each that still fits into the share of both labels is held
   * back. Groups that are small beside the share come within one review of it; larger ones leave it
   * short.
   *
   * @param share of the reviews to hold back, above 0 and below 1
   * @throws IllegalArgumentException if the share is out of range
   * @throws InvalidDataException if no group fits into the share, or one part gets one class alone
   */
  public static Split of(List<LabelledReview> reviews, double share, long seed) {
    requireShare(share);
    long positive = reviews.stream().filter(LabelledReview::positive).count();
    long positiveRoom = Math.round(positive * share);
    long negativeRoom = Math.round((reviews.size() - positive) * share);
    Set<LabelledReview> held = Collections.newSetFromMap(new IdentityHashMap<>());
    for (List<LabelledReview> group : shuffled(groups(reviews), seed)) {
      long likes = group.stream().filter(LabelledReview::positive).count();
      if (likes <= positiveRoom && group.size() - likes <= negativeRoom) {
        positiveRoom -= likes;
        negativeRoom -= group.size() - likes;
        held.addAll(group);
      }
    }
    return checked(
        reviews.stream().filter(review -> !held.contains(review)).toList(),
        reviews.stream().filter(held::contains).toList(),
        share);
  }

  /**
   * Cuts reviews into parts of about the same size, with reviews of one film, and those of one
   * text, in one part.
   *
   * @param count of parts, 2 or more
   * @throws InvalidDataException if a part would be empty
   */
  public static List<List<LabelledReview>> folds(
      List<LabelledReview> reviews, int count, long seed) {
    List<List<LabelledReview>> folds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      folds.add(new ArrayList<>());
    }
    for (List<LabelledReview> group : shuffled(groups(reviews), seed)) {
      Collections.min(folds, Comparator.comparingInt(List::size)).addAll(group);
    }
    if (folds.stream().anyMatch(List::isEmpty)) {
      throw new InvalidDataException(
          "%d reviews: expected enough films to cut them into %d parts"
              .formatted(reviews.size(), count));
    }
    return folds;
  }

  /**
   * Holds back the end of the list, as Keras' {@code validation_split} does, with its rounding: the
   * list is cut at {@code floor(size * (1 - share))}. The caller shuffles first.
   *
   * @param share of the reviews to hold back, above 0 and below 1
   * @throws IllegalArgumentException if the share is out of range
   * @throws InvalidDataException if a part would be empty, or one part gets one class alone
   */
  public static Split last(List<LabelledReview> reviews, double share) {
    requireShare(share);
    int cut = (int) Math.floor(reviews.size() * (1.0 - share));
    return checked(reviews.subList(0, cut), reviews.subList(cut, reviews.size()), share);
  }

  /**
   * A copy in random order, made by {@link Collections#shuffle(List, Random)} with a {@link Random}
   * of that seed; both algorithms are fixed by their specification.
   */
  public static <T> List<T> shuffled(Collection<T> items, long seed) {
    List<T> copy = new ArrayList<>(items);
    Collections.shuffle(copy, new Random(seed));
    return copy;
  }

  /**
   * Reviews of one film together, and reviews of one text, whatever its case and punctuation: some
   * were published under several films.
   */
  private static Collection<List<LabelledReview>> groups(List<LabelledReview> reviews) {
    int[] parents = IntStream.range(0, reviews.size()).toArray();
    Map<String, Integer> films = new HashMap<>();
    Map<String, Integer> texts = new HashMap<>();
    for (int at = 0; at < parents.length; at++) {
      int i = at;
      LabelledReview review = reviews.get(i);
      if (review.group() != null) {
        join(parents, i, films.computeIfAbsent(review.group(), key -> i));
      }
      String text = NO_WORD.matcher(review.text()).replaceAll("").toLowerCase(Locale.ROOT);
      if (!text.isEmpty()) {
        join(parents, i, texts.computeIfAbsent(text, key -> i));
      }
    }
    Map<Integer, List<LabelledReview>> groups = new LinkedHashMap<>();
    for (int i = 0; i < parents.length; i++) {
      groups.computeIfAbsent(root(parents, i), key -> new ArrayList<>()).add(reviews.get(i));
    }
    return groups.values();
  }

  private static void join(int[] parents, int one, int other) {
    parents[root(parents, one)] = root(parents, other);
  }

  private static int root(int[] parents, int of) {
    int root = of;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]]; // shorter next time
      root = parents[root];
    }
    return root;
  }

  private static Split checked(
      List<LabelledReview> train, List<LabelledReview> validation, double share) {
    if (train.isEmpty() || validation.isEmpty()) {
      throw new InvalidDataException(
          "validation share %s of %d reviews: expected both parts to get some, no group cut"
              .formatted(share, train.size() + validation.size()));
    }
    if (!classes(train).equals(classes(validation))) {
      throw new InvalidDataException(
          "validation share %s of %d reviews: expected both parts to get positive and negative ones, no group cut"
              .formatted(share, train.size() + validation.size()));
    }
    return new Split(train, validation);
  }

  private static Set<Boolean> classes(List<LabelledReview> reviews) {
    return reviews.stream().map(LabelledReview::positive).collect(Collectors.toSet());
  }

  private static void requireShare(double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "validation share " + share + ": expected a number above 0 and below 1");
    }
  }
}
