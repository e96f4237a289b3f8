package sentiment.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.model.Tensor;
import sentiment.model.WeightNames;

/** A made-up language: words 3..12 follow one another in their order, and so do words 13..22. */
class PretrainingTaskTest {

  private static final int WORDS = 23;
  private static final int SIZE = 8;
  private static final Corpus CORPUS = corpus(1, 400);

  @Test
  void shouldPutWordsOfOneKindTogether() {
    Random random = new Random(4);
    List<int[]> mixed =
        IntStream.range(0, 400)
            .mapToObj(i -> random.ints(20, 3 + i % 2 * 10, 13 + i % 2 * 10).toArray())
            .toList();
    SkipGramSettings settings = new SkipGramSettings(20, 3, 4, 0.1, 0);
    SkipGram task = new SkipGram(new Corpus(mixed, WORDS), settings, SIZE, 5);
    finish(task);
    Tensor vectors = Objects.requireNonNull(task.weights().get(WeightNames.EMBEDDING));
    for (int id : new int[] {4, 9, 15, 20}) {
      assertThat(SkipGram.nearest(vectors.values(), SIZE, id, 5))
          .allMatch(other -> other < 13 == id < 13);
    }
    double squares = 0;
    for (int i = 3 * SIZE; i < vectors.values().length; i++) {
      squares += vectors.values()[i] * vectors.values()[i];
    }
    assertThat(Math.sqrt(squares / (20 * SIZE))).isBetween(0.29, 0.31);
  }

  @Test
  void shouldLearnTheOrderOfWords() {
    LanguageModel model = model(5);
    double before = model.heldOutLoss();
    finish(model);
    double after = model.heldOutLoss();
    assertThat(before).as("as good as frequencies").isBetween(2.8, 3.2); // ln 20 = 3.0
    assertThat(after).as("nine words of ten follow from their neighbour").isLessThan(1.5);
    assertThat(model.report()).contains("perplexity");
    assertThat(model.weights())
        .containsKeys("embedding", "lstm.0.forward.kernel", "lstm.0.backward.bias");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGoOnFromAState(boolean languageModel) {
    PretrainingTask whole = languageModel ? model(5) : skipGram(5);
    finish(whole);
    PretrainingTask first = languageModel ? model(5) : skipGram(5);
    while (first.done() < first.steps() / 2) {
      first.step();
    }
    PretrainingTask second = languageModel ? model(5) : skipGram(5);
    second.resume(first.done(), copied(first.state()));
    finish(second);
    PretrainingTask other = languageModel ? model(6) : skipGram(6);
    finish(other);
    assertSame(whole, second, true);
    assertSame(whole, other, false);
  }

  @Test
  void shouldDrawWordsByAPowerOfTheirFrequency() {
    long[] counts = {0, 0, 0, 16, 1, 81};
    NoiseDistribution noise = new NoiseDistribution(counts);
    SplittableRandom random = new SplittableRandom(2);
    int[] drawn = new int[6];
    for (int i = 0; i < 36_000; i++) {
      drawn[noise.draw(random)]++;
    }
    assertThat(drawn[0] + drawn[1] + drawn[2]).isZero();
    assertThat(drawn[3]).isBetween(7500, 8500); // 8 of 36
    assertThat(drawn[4]).isBetween(850, 1150);
    assertThat(drawn[5]).isBetween(26_500, 27_500);
  }

  @Test
  void shouldKeepRareWordsAndThinOutFrequentOnes() {
    double[] keep = SkipGramPass.keep(new long[] {0, 0, 0, 1, 9999}, 1e-3);
    assertThat(keep[2]).isZero();
    assertThat(keep[3]).isEqualTo(1);
    assertThat(keep[4]).isBetween(0.03, 0.04);
  }

  @Test
  void shouldCutReviewsIntoPiecesOfLikeLength() {
    List<int[]> pieces = Pieces.of(List.of(new int[25], new int[10], new int[1]), 10);
    assertThat(pieces).extracting(piece -> piece.length).containsExactly(8, 8, 9, 10);
  }

  private static PretrainingTask skipGram(long seed) {
    return new SkipGram(CORPUS, new SkipGramSettings(4, 3, 4, 0.1, 1e-2), SIZE, seed);
  }

  private static LanguageModel model(long seed) {
    return new LanguageModel(
        CORPUS,
        corpus(2, 20),
        new LanguageModelSettings(6, 10, 12, 40, 0.02),
        SIZE,
        6,
        seed,
        Map.of());
  }

  private static void finish(PretrainingTask task) {
    while (task.done() < task.steps()) {
      task.step();
    }
  }

  private static Map<String, Tensor> copied(Map<String, Tensor> state) {
    Map<String, Tensor> copy = new HashMap<>();
    state.forEach((name, t) -> copy.put(name, new Tensor(t.shape(), t.values().clone())));
    return copy;
  }

  private static void assertSame(PretrainingTask a, PretrainingTask b, boolean same) {
    a.weights()
        .forEach(
            (name, tensor) -> {
              float[] others = Objects.requireNonNull(b.weights().get(name)).values();
              if (same) {
                assertThat(others).as(name).isEqualTo(tensor.values());
              } else {
                assertThat(others).as(name).isNotEqualTo(tensor.values());
              }
            });
  }

  private static Corpus corpus(long seed, int reviews) {
    Random random = new Random(seed);
    return new Corpus(
        IntStream.range(0, reviews)
            .mapToObj(
                i -> {
                  int base = i % 2 == 0 ? 3 : 13;
                  int from = random.nextInt(10);
                  int length = 6 + random.nextInt(20);
                  return IntStream.concat(
                          IntStream.of(1),
                          IntStream.range(0, length).map(t -> base + (from + t) % 10))
                      .toArray();
                })
            .toList(),
        WORDS);
  }
}
