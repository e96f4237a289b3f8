package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldKeepGroupsWholeAndLabelsInProportion(int seed) {
    Random random = new Random(seed);
    List<LabelledReview> reviews = reviews(random, 400 + random.nextInt(2000));
    double share = 0.1 + random.nextDouble() * 0.3;

    Split split = Split.of(reviews, share, seed);

    Set<String> trained = groups(split.train());
    assertThat(groups(split.validation())).doesNotContainAnyElementsOf(trained);
    assertThat(positives(split.validation())).isCloseTo(positives(reviews) * share, within(1.0));
    assertThat(split.validation().size()).isCloseTo((int) (reviews.size() * share), within(2));
    List<LabelledReview> rest = new ArrayList<>(reviews);
    rest.removeAll(split.validation());
    assertThat(split.train()).isEqualTo(rest);
    assertThat(split.train().size() + split.validation().size()).isEqualTo(reviews.size());
    assertThat(split.validation()).isSortedAccordingTo((a, b) -> index(a) - index(b));
  }

  @Test
  void shouldDependOnTheSeedAlone() {
    List<LabelledReview> reviews = reviews(new Random(1), 500);

    assertThat(Split.of(reviews, 0.2, 7)).isEqualTo(Split.of(List.copyOf(reviews), 0.2, 7));
    assertThat(Split.of(reviews, 0.2, 7)).isNotEqualTo(Split.of(reviews, 0.2, 8));
  }

  @Test
  void shouldSplitEvenlyWithoutGroups() {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      reviews.add(new LabelledReview("r:" + i, "text " + i, i < 30, null));
    }

    Split split = Split.of(reviews, 0.2, 1);

    assertThat(split.validation()).hasSize(20);
    assertThat(positives(split.validation())).isEqualTo(6);
  }

  @Test
  void shouldKeepEqualTextsTogether() {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text = "Text no. %d%s".formatted(i / 2, i % 2 == 0 ? "!" : "");
      reviews.add(new LabelledReview("r:" + i, text, i % 4 < 2, i % 3 == 0 ? "tt" + i : null));
    }

    Split split = Split.of(reviews, 0.3, 1);

    Set<Integer> held = new HashSet<>();
    split.validation().forEach(review -> held.add(index(review)));
    assertThat(held).hasSize(60).allMatch(i -> held.contains(i % 2 == 0 ? i + 1 : i - 1));
  }

  @Test
  void shouldCutPartsThatShareNoFilm() {
    List<LabelledReview> reviews = reviews(new Random(4), 1000);

    List<List<LabelledReview>> folds = Split.folds(reviews, 5, 1);

    assertThat(folds).hasSize(5).allSatisfy(fold -> assertThat(fold).hasSizeBetween(180, 220));
    assertThat(folds.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(reviews);
    List<String> seen = new ArrayList<>();
    folds.forEach(fold -> seen.addAll(groups(fold)));
    assertThat(seen).as("films of the parts").doesNotHaveDuplicates();
  }

  @Test
  void shouldTellHeldBackTextsApartWhateverTheirOrder() {
    LabelledReview one = new LabelledReview("a", "one", true, null);
    LabelledReview two = new LabelledReview("b", "two", false, null);
    LabelledReview both = new LabelledReview("c", "onetwo", false, null);
    String digest = new Split(List.of(both), List.of(one, two)).validationDigest();

    assertThat(new Split(List.of(both), List.of(two, one)).validationDigest()).isEqualTo(digest);
    assertThat(new Split(List.of(one), List.of(both)).validationDigest()).isNotEqualTo(digest);
    assertThat(new Split(List.of(one), List.of(two)).validationDigest()).isNotEqualTo(digest);
    assertThat(digest).matches("[0-9a-f]{16}");
  }

  @Test
  void shouldRefuseWhenNoGroupFits() {
    List<LabelledReview> oneFilm =
        Collections.nCopies(50, new LabelledReview("r:0", "x", true, "tt1"));

    assertThatThrownBy(() -> Split.of(oneFilm, 0.2, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("validation share 0.2 of 50 reviews: expected");
  }

  @Test
  void shouldCutTheEndWhereKerasDoes() {
    List<LabelledReview> reviews = reviews(new Random(2), 11);

    Split split = Split.last(reviews, 0.3);

    // floor(11 * 0.7) = 7
    assertThat(split.train()).isEqualTo(reviews.subList(0, 7));
    assertThat(split.validation()).isEqualTo(reviews.subList(7, 11));
  }

  @Test
  void shouldRefuseCutThatLeavesAPartEmpty() {
    assertThatThrownBy(() -> Split.last(reviews(new Random(3), 1), 0.3))
        .isInstanceOf(InvalidDataException.class);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void shouldRefuseShare(double share) {
    List<LabelledReview> reviews = reviews(new Random(4), 30);

    assertThatThrownBy(() -> Split.of(reviews, share, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("validation share " + share + ": expected a number above 0 and below 1");
    assertThatThrownBy(() -> Split.last(reviews, share))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAPartOfOneClassAlone() {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      reviews.add(new LabelledReview("r:" + i, "text " + i, i >= 4, null));
    }
    assertThatThrownBy(() -> Split.of(reviews, 0.1, 1))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("validation share 0.1 of 30 reviews: expected both parts to get");
    assertThatThrownBy(() -> Split.last(reviews.subList(0, 8), 0.5))
        .as("one class here, the other one there")
        .isInstanceOf(InvalidDataException.class);
    assertThat(Split.of(reviews, 0.2, 1).validation())
        .extracting(LabelledReview::positive)
        .contains(true, false);
  }

  @Test
  void shouldShuffleTheSameWayEverywhere() {
    // As computed by another program from the specifications of Random and Collections.shuffle.
    assertThat(Split.shuffled(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), 113))
        .containsExactly(0, 1, 2, 3, 5, 8, 4, 7, 6, 9);
  }

  private static List<LabelledReview> reviews(Random random, int size) {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String film = random.nextInt(4) == 0 ? null : "tt" + random.nextInt(size / 4 + 1);
      reviews.add(new LabelledReview("r:" + i, "text " + i, random.nextInt(3) == 0, film));
    }
    return reviews;
  }

  private static Set<String> groups(List<LabelledReview> reviews) {
    Set<String> groups = new HashSet<>();
    for (LabelledReview review : reviews) {
      String group = review.group();
      groups.add(group == null ? review.id() : group);
    }
    return groups;
  }

  private static double positives(List<LabelledReview> reviews) {
    return reviews.stream().filter(LabelledReview::positive).count();
  }

  private static int index(LabelledReview review) {
    return Integer.parseInt(review.id().substring(2));
  }
}
