package sentiment.browser;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Detailed scores in the form of the scorer's, made of a handful of words that are for or against.
 */
final class StubScores {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|[!?]");
  private static final Map<String, Double> KNOWN =
      Map.of("wonderful", 1.6, "good", 0.8, "love", 0.9, "awful", -1.7, "dull", -0.9, "bad", -0.8);
  private static final int READ = 60; // words at most, the others are cut
  private static final double BIAS = 0.05;
  private static final long SCORED_AT = 1_780_000_000_000L;

  private StubScores() {}

  /** The model that says it made the scores. */
  static ObjectNode model() {
    return JSON.objectNode()
        .put("name", "stub")
        .put("version", "1")
        .put("sha256", "0123456789abcdef".repeat(4));
  }

  /** A detailed score of a text that has a word. */
  static ObjectNode of(String id, String text) {
    List<MatchResult> all = WORD.matcher(text).results().toList();
    List<MatchResult> read = all.subList(0, Math.min(READ, all.size()));
    List<Double> weights = new ArrayList<>();
    read.forEach(word -> weights.add(weight(word.group())));
    double total = weights.stream().mapToDouble(w -> 0.2 + Math.abs(w)).sum();
    double logit = BIAS + weights.stream().mapToDouble(w -> w).sum();

    ObjectNode score = JSON.objectNode().put("review_id", id);
    score.put("label", logit >= 0 ? "POSITIVE" : "NEGATIVE");
    score.put("probability", 1 / (1 + Math.exp(-logit))).put("logit", logit).put("bias", BIAS);
    ArrayNode words = score.putArray("words");
    ArrayNode unknown = JSON.arrayNode();
    for (int i = 0; i < read.size(); i++) {
      MatchResult word = read.get(i);
      words
          .addObject()
          .put("text", word.group())
          .put("start", word.start())
          .put("end", word.end())
          .put("attention", (0.2 + Math.abs(weights.get(i))) / total)
          .put("contribution", weights.get(i));
      if (word.group().startsWith("zz")) {
        unknown.add(span(word.start(), word.end()));
      }
    }
    score.put("attention_covered", 1.0).put("tokens", all.size()).put("tokens_used", read.size());
    score.put("tokens_unknown", unknown.size()).set("model", model());
    score.put("scored_at", SCORED_AT).put("text", text).put("end_to_end_ms", 12);
    ArrayNode phrases = score.putArray("phrases");
    if (read.size() > 1) {
      phrases
          .addObject()
          .put("start", read.get(0).start())
          .put("end", read.get(1).end())
          .put("attention", 0.5)
          .put("contribution", weights.get(0) + weights.get(1));
    }
    score.set("unknown", unknown);
    score.put("maybe_foreign", false);
    ArrayNode cut = score.putArray("cut");
    if (all.size() > READ) {
      cut.add(span(read.get(READ - 1).end(), text.length()));
    }
    return score;
  }

  /** Whether a text has a word that could be scored. */
  static boolean hasWord(String text) {
    return WORD.matcher(text).find();
  }

  private static double weight(String word) {
    return KNOWN.getOrDefault(word.toLowerCase(Locale.ROOT), 0.01 * (word.length() % 3 - 1));
  }

  private static ArrayNode span(int start, int end) {
    return JSON.arrayNode().add(start).add(end);
  }
}
