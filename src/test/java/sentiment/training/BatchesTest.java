package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Split;
import sentiment.explain.IntegratedGradients;
import sentiment.model.AttentionModel;
import sentiment.text.Vocabulary;

class BatchesTest {

  private static final int[] REVIEW = IntStream.rangeClosed(1, 101).toArray();

  @Test
  void shouldCutStretchesOfAllLengthsBehindTheStartMarker() {
    SplittableRandom random = new SplittableRandom(1);
    Noise noise = new Noise(List.of(), 0, 0, 0.5, 10, 0, 0, 0.02);
    int whole = 0;
    int shortOnes = 0;
    for (int i = 0; i < 1000; i++) {
      int[] ids = Batches.noisy(REVIEW, noise, random);
      assertThat(ids[0]).isEqualTo(Vocabulary.START);
      assertThat(ids.length).isBetween(11, 101);
      for (int t = 2; t < ids.length; t++) {
        assertThat(ids[t]).isEqualTo(ids[t - 1] + 1);
      }
      whole += ids.length == 101 ? 1 : 0;
      shortOnes += ids.length < 33 ? 1 : 0;
    }
    assertThat(whole).isBetween(450, 560);
    assertThat(shortOnes).as("half of the cut ones, on a logarithmic scale").isBetween(200, 300);
  }

  @Test
  void shouldReadSomeWordsAsUnknown() {
    Noise noise = new Noise(List.of(), 0, 0.25, 0, 10, 0, 0, 0.02);
    int[] ids = Batches.noisy(REVIEW, noise, new SplittableRandom(1));
    long unknown = Arrays.stream(ids).filter(id -> id == Vocabulary.UNKNOWN).count();
    assertThat(unknown).isBetween(15L, 36L);
    assertThat(ids[0]).isEqualTo(Vocabulary.START);
    assertThat(REVIEW[1]).as("the review itself").isEqualTo(2);
    assertThat(Arrays.stream(REVIEW).filter(id -> id == Vocabulary.UNKNOWN).count()).isOne();
  }

  @Test
  void shouldSmoothTargetsAndRepeatItself() {
    TrainingProfile profile = TestProfiles.staged();
    TrainingSet set = set(20, 20);
    MultiDataSet one = new Batches(profile, set, 3, null).batch(2, 1).arrays();
    MultiDataSet same = new Batches(profile, set, 3, null).batch(2, 1).arrays();
    MultiDataSet other = new Batches(profile, set, 4, null).batch(2, 1).arrays();
    assertThat(one.getFeatures(0)).isEqualTo(same.getFeatures(0));
    assertThat(one.getFeatures(0)).isNotEqualTo(other.getFeatures(0));
    for (float target : NdArrays.read(one.getLabels(0))) {
      assertThat(Math.min(target, 1 - target)).isCloseTo(0.025f, within(1e-6f));
    }
  }

  @Test
  void shouldAddUnlabelledReviewsToEachEpoch() {
    TrainingProfile profile = TestProfiles.staged();
    TrainingSet set = taught(false);
    Batches batches = new Batches(profile, set, 3, null);
    assertThat(batches.reviews()).isEqualTo(40);
    assertThat(batches.count()).isEqualTo(5);
    assertThat(set.targets()[1]).as("half of the label's 1").isEqualTo(0.5f);
  }

  @Test
  void shouldLearnFromTheTutorWhatItSaysOfTheStretchThatIsRead() {
    TrainingProfile profile = TestProfiles.staged();
    TrainingSet set = taught(true);
    AttentionModel model = model();
    Batches.Batch batch = new Batches(profile, set, 3, new Tutor(model)).batch(1, 0);
    int steps = (int) batch.arrays().getFeatures(0).size(1);
    SplittableRandom random = new SplittableRandom(3 + (1L << 32)); // seed, epoch and step 0
    List<int[]> asked = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (int r = 0; r < 8; r++) {
      int review = order(set).get(r);
      int[] read = Batches.noisy(set.ids().get(review), profile.noise(), random);
      assertThat(NdArrays.read(batch.arrays().getFeatures(0).slice(r)))
          .containsExactly(floats(Arrays.copyOf(read, steps)));
      boolean labelled = review < 20;
      double judged = model.session().predict(List.of(read)).get(0).probability();
      double target = labelled ? set.targets()[review] : judged / 2; // the other teacher says no
      assertThat(batch.arrays().getLabels(0).getDouble(r, 0))
          .isCloseTo(0.95 * target + 0.025, within(1e-6)); // smoothed
      assertThat(batch.contributions().containsKey(r)).isNotEqualTo(labelled);
      if (!labelled) {
        asked.add(read);
        rows.add(r);
      }
    }
    assertThat(rows).as("of both kinds").hasSizeBetween(1, 7);
    double[] points = random.doubles(rows.size()).toArray();
    List<double[]> shares = new IntegratedGradients(model).at(asked, points);
    for (int i = 0; i < rows.size(); i++) {
      double[] taught = batch.contributions().get(rows.get(i));
      assertThat(taught).hasSize(asked.get(i).length).isEqualTo(shares.get(i));
      assertThat(taught[0]).as("start marker").isZero();
      assertThat(taught[1]).as("a word").isNotZero();
    }
  }

  private static float[] floats(int[] ids) {
    float[] floats = new float[ids.length];
    for (int i = 0; i < ids.length; i++) {
      floats[i] = ids[i];
    }
    return floats;
  }

  @Test
  void shouldKeepLabelsOfWhichNoTeacherIsAsked() {
    double[] half = {0.5};
    assertThat(TrainingSet.Teaching.of(half, 0.5, 0, false).weight()).isZero();
    assertThat(TrainingSet.Teaching.of(half, 0.5, 0, true).weight()).isEqualTo(0.5);
    assertThat(TrainingSet.Teaching.of(half, 0.5, 0, true).tutor()).isOne();
    assertThat(TrainingSet.Teaching.of(half, 0.5, 3, true).tutor()).isEqualTo(0.25);
    assertThat(TrainingSet.Teaching.of(half, 0.5, 3, false).tutor()).isZero();
  }

  private static AttentionModel model() {
    TrainingProfile profile = TestProfiles.staged();
    return AttentionModel.of(
        profile.architecture(),
        12,
        1,
        AttentionGraph.weights(
            AttentionGraph.create(profile, 50, 5, 10), profile.architecture(), 50));
  }

  /** With 60 more reviews, all of which a teacher calls negative. */
  private static TrainingSet taught(boolean tutor) {
    return set(20, 20)
        .with(
            TrainingSet.Teaching.of(new double[20], 0.5, 1, false),
            reviews(60),
            TrainingSet.Teaching.of(new double[60], 1, 1, tutor));
  }

  /** The first epoch's, of a set of 20 labelled reviews and as many of the others, seed 3. */
  private static List<Integer> order(TrainingSet set) {
    List<Integer> others = IntStream.range(20, set.ids().size()).boxed().toList();
    List<Integer> chosen = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
    chosen.addAll(Split.shuffled(others, 3 + 7919).subList(0, 20));
    return Split.shuffled(chosen, 3 + 1);
  }

  @Test
  void shouldLetBothClassesCountTheSame() {
    List<LabelledReview> reviews = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      reviews.add(new LabelledReview("r" + i, "good", i < 6, null));
    }
    var encoder =
        TestProfiles.masked()
            .text()
            .encoder(
                Vocabulary.of(
                    IntStream.range(0, 50)
                        .mapToObj(i -> i < 3 ? Vocabulary.MARKERS.get(i) : "w" + i)
                        .toList()));
    TrainingSet balanced = TrainingSet.of(reviews, encoder, true);
    assertThat(balanced.weights()[0]).isCloseTo(8f / 12, within(1e-6f));
    assertThat(balanced.weights()[7]).isCloseTo(2, within(1e-6f));
    assertThat(balanced.weighted()).isTrue();
    assertThat(TrainingSet.of(reviews, encoder, false).weighted()).isFalse();
    double[] logits = {1, 1, 1, 1, 1, 1, 1, 1};
    List<Boolean> positive = List.of(true, true, true, true, true, true, false, false);
    double wrong = Math.log1p(Math.exp(1));
    assertThat(ClassifierTraining.balancedLoss(logits, positive))
        .isCloseTo((wrong + wrong - 1) / 2, within(1e-9));
  }

  private static TrainingSet set(int reviews, int labelled) {
    float[] targets = new float[reviews];
    float[] weights = new float[reviews];
    for (int i = 0; i < reviews; i++) {
      targets[i] = i % 2;
      weights[i] = 1;
    }
    return new TrainingSet(reviews(reviews), targets, new float[reviews], weights, labelled);
  }

  private static List<int[]> reviews(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> IntStream.range(1, 6 + i % 5).map(t -> t == 1 ? 1 : 3 + t + i % 7).toArray())
        .toList();
  }
}
