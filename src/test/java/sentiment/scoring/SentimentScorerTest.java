package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sentiment.explain.WordContribution;
import sentiment.model.ModelBundle;
import sentiment.model.TestBundles;
import sentiment.text.RandomText;

class SentimentScorerTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ScoringOptions ALL =
      ScoringOptions.DEFAULT.withTopWords(ScoringOptions.ALL_WORDS);

  @Test
  void shouldSplitTheLogitIntoBiasAndContributionsForRandomText() {
    for (ModelBundle bundle : List.of(TestBundles.tiny(), TestBundles.tinyTutorial())) {
      SentimentScorer scorer = new SentimentScorer(bundle, ALL, CLOCK);
      int scored = 0;
      for (int seed = 0; seed < 500; seed++) {
        String text = RandomText.next(new Random(seed), 30);
        if (scorer.score("r", text) instanceof ReviewScore score) {
          scored++;
          double sum = score.bias();
          for (WordContribution word : score.words()) {
            sum += word.contribution();
            assertThat(text.substring(word.start(), word.end())).isEqualTo(word.text());
          }
          assertThat(sum).as("seed %d", seed).isCloseTo(score.logit(), within(1e-9));
          assertThat(score.probability())
              .isCloseTo(1 / (1 + Math.exp(-score.logit())), within(1e-12));
          assertThat(score.words()).hasSize(score.tokensUsed());
          assertThat(score.tokensUsed()).isBetween(score.tokensUnknown(), score.tokens());
        }
      }
      assertThat(scored).isGreaterThan(400);
    }
  }

  @Test
  void shouldListTheMostAttendedWordsFirst() {
    SentimentScorer scorer =
        new SentimentScorer(TestBundles.tiny(), ScoringOptions.DEFAULT.withTopWords(3), CLOCK);
    ReviewScore score = (ReviewScore) scorer.score("r", "the film is not very good it is awful");
    assertThat(score.words())
        .hasSize(3)
        .isSortedAccordingTo((a, b) -> Double.compare(b.attention(), a.attention()));
    assertThat(score.attentionCovered())
        .isCloseTo(
            score.words().stream().mapToDouble(WordContribution::attention).sum(), within(1e-12));
    SentimentScorer all = new SentimentScorer(TestBundles.tiny(), ALL, CLOCK);
    ReviewScore whole = (ReviewScore) all.score("r", "the film is not very good it is awful");
    assertThat(score.words()).isEqualTo(whole.words().subList(0, 3));
    assertThat(score.model()).isEqualTo(TestBundles.tiny().id());
    assertThat(score.scoredAt()).isEqualTo(NOW);
  }

  @Test
  void shouldScoreAReviewInABatchAsAlone() {
    SentimentScorer scorer = new SentimentScorer(TestBundles.tiny(), ALL, CLOCK);
    List<PreparedReview> batch = new ArrayList<>();
    for (int seed = 0; batch.size() < 40; seed++) {
      if (scorer.prepare("r" + seed, RandomText.next(new Random(seed), 25))
          instanceof PreparedReview ready) {
        batch.add(ready);
      }
    }
    List<ScoringResult> together = scorer.score(batch);
    for (int i = 0; i < batch.size(); i++) {
      ReviewScore alone = (ReviewScore) scorer.score(batch.get(i).reviewId(), batch.get(i).text());
      ReviewScore inBatch = (ReviewScore) together.get(i);
      assertThat(inBatch.reviewId()).isEqualTo(batch.get(i).reviewId());
      assertThat(inBatch.logit()).isCloseTo(alone.logit(), within(1e-6));
    }
  }

  @Test
  void shouldRejectTextsWithoutWordsAndTextsTooLong() {
    SentimentScorer scorer =
        new SentimentScorer(TestBundles.tiny(), new ScoringOptions(10, 0.5, 0.5, 20), CLOCK);
    assertThat(scorer.score("a", ""))
        .isEqualTo(new Rejection("a", RejectionReason.EMPTY_TEXT, "empty text"));
    assertThat(scorer.score("b", " ... "))
        .isEqualTo(
            new Rejection("b", RejectionReason.EMPTY_TEXT, "no words in a text of 5 characters"));
    assertThat(scorer.score("c", "x".repeat(21)))
        .isEqualTo(
            new Rejection(
                "c", RejectionReason.TOO_LARGE, "text of 21 characters, at most 20 are accepted"));
    assertThat(scorer.score("d", "x".repeat(20))).isInstanceOf(ReviewScore.class);
  }

  @Test
  void shouldLabelTheBandUncertain() {
    ScoringOptions band = new ScoringOptions(10, 0.4, 0.6, 100);
    assertThat(band.label(0.39)).isEqualTo(Label.NEGATIVE);
    assertThat(band.label(0.4)).isEqualTo(Label.UNCERTAIN);
    assertThat(band.label(0.6)).isEqualTo(Label.POSITIVE);
    assertThat(ScoringOptions.DEFAULT.label(0.5)).isEqualTo(Label.POSITIVE);
    assertThat(ScoringOptions.DEFAULT.label(0.4999)).isEqualTo(Label.NEGATIVE);
  }

  @Test
  void shouldWriteOneJsonObjectOnOneLine() throws IOException {
    SentimentScorer scorer = new SentimentScorer(TestBundles.tiny(), ALL, CLOCK);
    String line = ReviewScoreJson.write(scorer.score("a\n\"b\"", "good\nfilm\u2028!"));
    assertThat(line).doesNotContain("\n");
    JsonNode json = new ObjectMapper().readTree(line);
    assertThat(json.path("review_id").asText()).isEqualTo("a\n\"b\"");
    assertThat(json.path("words")).hasSize(3);
    assertThat(json.path("words").get(0).fieldNames())
        .toIterable()
        .containsExactly("text", "start", "end", "attention", "contribution");
    assertThat(json.path("model").path("name").asText()).isEqualTo("tiny");
    assertThat(json.path("scored_at").asLong()).isEqualTo(NOW.toEpochMilli());
    JsonNode rejected = new ObjectMapper().readTree(ReviewScoreJson.write(scorer.score("e", "")));
    assertThat(rejected.path("rejected").asText()).isEqualTo("EMPTY_TEXT");
  }

  @Test
  void shouldSayWhatTheModelDidNotKnowAndDidNotRead() {
    SentimentScorer scorer = new SentimentScorer(TestBundles.tiny(), ScoringOptions.DEFAULT, CLOCK);
    // the model reads the start marker, 7 words of the beginning and 8 of the end
    String text = "the good film zork the good film CUT ... CUT very good a good film it is bad";

    DetailedScore detail = judge(scorer, text).detail();

    assertThat(detail.text()).isEqualTo(text);
    assertThat(detail.score().words()).hasSize(15).hasSize(detail.score().tokensUsed());
    assertThat(detail.score().attentionCovered())
        .isCloseTo(
            detail.score().words().stream().mapToDouble(WordContribution::attention).sum(),
            within(1e-12));
    assertThat(detail.unknown())
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly("zork", "is");
    assertThat(detail.cut())
        .extracting(span -> text.substring(span.start(), span.end()))
        .containsExactly("CUT ... CUT");
    assertThat(judge(scorer, text).withTopWords(3).words())
        .isEqualTo(detail.score().words().subList(0, 3));
    assertThat(judge(scorer, text).result()).isEqualTo(scorer.score("r", text));
  }

  @Test
  void shouldWriteDetailsForProgramsAndForEyes() throws IOException {
    SentimentScorer scorer = new SentimentScorer(TestBundles.tiny(), ScoringOptions.DEFAULT, CLOCK);
    DetailedScore detail = judge(scorer, "the good <film> zork").detail();

    JsonNode exact = new ObjectMapper().readTree(ReviewScoreJson.write(detail));
    JsonNode event =
        new ObjectMapper().readTree(ReviewScoreJson.writeEvent(detail, Duration.ofMillis(12)));

    assertThat(exact.fieldNames())
        .toIterable()
        .containsExactly(
            "review_id",
            "label",
            "probability",
            "logit",
            "bias",
            "words",
            "attention_covered",
            "tokens",
            "tokens_used",
            "tokens_unknown",
            "model",
            "scored_at",
            "text",
            "phrases",
            "unknown",
            "cut",
            "maybe_foreign");
    assertThat(exact.path("probability").doubleValue()).isEqualTo(detail.score().probability());
    assertThat(exact.path("unknown")).hasToString("[[16,20]]");
    assertThat(exact.path("cut")).hasToString("[]");
    assertThat(exact.path("maybe_foreign")).as("one word of four is unknown").hasToString("false");
    assertThat(exact.path("phrases")).isNotEmpty();
    assertThat(event.path("end_to_end_ms").asInt()).isEqualTo(12);
    assertThat(event.path("text").asText()).isEqualTo("the good <film> zork");
    assertThat(event.path("logit").asText().replaceAll("^-?0\\.0*|[-.]", ""))
        .hasSizeLessThanOrEqualTo(6);
    assertThat(event.path("logit").doubleValue()).isCloseTo(detail.score().logit(), within(1e-5));
  }

  private static Judgement judge(SentimentScorer scorer, String text) {
    PreparedReview review = (PreparedReview) scorer.prepare("r", text);
    return (Judgement) scorer.judge(List.of(review)).get(0);
  }
}
