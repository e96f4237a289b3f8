package sentiment.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import sentiment.model.ModelBundle;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.SentimentScorer;

/**
 * Checks every result of a load: one for each record, on the right topic, in its partition, in
 * order, and right: the probability is the one that the scorer gives here, and the explanation adds
 * up to the logit. Scores are expected as JSON with all words.
 */
final class Ledger {

  /** The model computes in single precision, in an order that depends on a review's batch. */
  private static final double SAME_SCORE = 1e-6;

  /** The explanation of one score is computed in double precision. */
  private static final double SAME_SUM = 1e-9;

  private final ReviewLoad load;
  private final SentimentScorer scorer = scorer();
  private final Map<String, ReviewScore> scores = new HashMap<>();
  private final ObjectMapper json = new ObjectMapper();
  private final int[] results;
  private final Map<TopicPartition, Integer> last = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private int outOfOrder;

  Ledger(ReviewLoad load) {
    this.load = load;
    this.results = new int[load.size()];
  }

  /** As {@code sentiment stream} makes one without a model of the user's. */
  private static SentimentScorer scorer() {
    ScoringOptions options = new ScoringOptions(ScoringOptions.ALL_WORDS, 0.5, 0.5, 1_000_000);
    return new SentimentScorer(ModelBundle.shipped(), options, Clock.systemUTC());
  }

  /** Notes a result as it was read, in the order of its partition. */
  void note(ConsumerRecord<byte[], byte[]> result) {
    int number = Integer.parseInt(new String(result.key(), UTF_8));
    results[number]++;
    TopicPartition place = new TopicPartition(result.topic(), result.partition());
    Integer before = last.put(place, number);
    if (before != null && before >= number) {
      outOfOrder++;
    }
    if (result.partition() != load.partition(number)) {
      wrong.add(number + ": in partition " + result.partition());
    }
    try {
      check(number, result);
    } catch (IOException | IllegalArgumentException e) {
      wrong.add(number + ": " + e.getMessage());
    }
  }

  private void check(int number, ConsumerRecord<byte[], byte[]> result) throws IOException {
    Header reason = result.headers().lastHeader("sentiment.reason");
    String rejected = reason == null ? "" : new String(reason.value(), UTF_8);
    if (!rejected.equals(load.reason(number).orElse(""))) {
      wrong.add(number + ": rejected as '" + rejected + "'");
    } else if (!rejected.isEmpty()) {
      if (!Arrays.equals(result.value(), load.value(number))) {
        wrong.add(number + ": rejected with other bytes");
      }
    } else {
      checkScore(number, json.readTree(result.value()));
    }
  }

  private void checkScore(int number, JsonNode score) {
    ReviewScore own = expected(load.text(number).orElseThrow());
    double sum = score.required("bias").asDouble();
    for (JsonNode word : score.required("words")) {
      sum += word.required("contribution").asDouble();
    }
    double logit = score.required("logit").asDouble();
    if (Math.abs(score.required("probability").asDouble() - own.probability()) > SAME_SCORE
        || Math.abs(logit - own.logit()) > SAME_SCORE * Math.max(1, Math.abs(logit))
        || score.required("tokens").asInt() != own.tokens()
        || !score.required("review_id").asText().equals(Integer.toString(number))) {
      wrong.add(number + ": logit " + logit + ", here it is " + own.logit());
    }
    if (Math.abs(sum - logit) > SAME_SUM) {
      wrong.add(number + ": explanation adds up to " + sum + ", the logit is " + logit);
    }
  }

  private ReviewScore expected(String text) {
    return scores.computeIfAbsent(text, t -> (ReviewScore) scorer.score("expected", t));
  }

  LedgerReport report() {
    return report(0, results.length);
  }

  /** Lost and duplicated records of a part of the load; the other flaws of all of it. */
  LedgerReport report(int from, int to) {
    int lost = 0;
    int duplicated = 0;
    for (int number = from; number < to; number++) {
      lost += results[number] == 0 ? 1 : 0;
      duplicated += Math.max(0, results[number] - 1);
    }
    return new LedgerReport(to - from, lost, duplicated, outOfOrder, wrong);
  }
}
