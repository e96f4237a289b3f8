package sentiment.scoring;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import sentiment.explain.ExplainedReview;
import sentiment.explain.Phrase;
import sentiment.explain.Sentence;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.text.Span;

/** Writes results into an object that is open, field by field. */
final class JsonFields {

  /** How numbers are written that are not whole. */
  enum Numbers {
    /** So that reading gives the same number. */
    EXACT,
    /** With six significant digits. */
    SHORT
  }

  private static final MathContext SIX_DIGITS = new MathContext(6);

  private final JsonGenerator json;
  private final Numbers numbers;

  JsonFields(JsonGenerator json, Numbers numbers) {
    this.json = json;
    this.numbers = numbers;
  }

  void rejection(Rejection rejection) throws IOException {
    json.writeStringField("review_id", rejection.reviewId());
    json.writeStringField("rejected", rejection.reason().name());
    json.writeStringField("detail", rejection.detail());
  }

  void score(ReviewScore score) throws IOException {
    json.writeStringField("review_id", score.reviewId());
    json.writeStringField("label", score.label().name());
    number("probability", score.probability());
    number("logit", score.logit());
    number("bias", score.bias());
    json.writeArrayFieldStart("words");
    for (WordContribution word : score.words()) {
      json.writeStartObject();
      json.writeStringField("text", word.text());
      range(word.start(), word.end());
      number("attention", word.attention());
      number("contribution", word.contribution());
      json.writeEndObject();
    }
    json.writeEndArray();
    number("attention_covered", score.attentionCovered());
    json.writeNumberField("tokens", score.tokens());
    json.writeNumberField("tokens_used", score.tokensUsed());
    json.writeNumberField("tokens_unknown", score.tokensUnknown());
    model(score.model());
    json.writeNumberField("scored_at", score.scoredAt().toEpochMilli());
  }

  void detail(DetailedScore detailed) throws IOException {
    score(detailed.score());
    json.writeStringField("text", detailed.text());
    json.writeArrayFieldStart("phrases");
    for (Phrase phrase : detailed.phrases()) {
      part(phrase.start(), phrase.end(), phrase.attention(), phrase.contribution());
    }
    json.writeEndArray();
    spans("unknown", detailed.unknown());
    spans("cut", detailed.cut());
    json.writeBooleanField("maybe_foreign", detailed.score().maybeForeign());
  }

  void explained(ExplainedScore score) throws IOException {
    ExplainedReview explained = score.explained();
    detail(score.detailed());
    json.writeStringField("method", explained.method().name().toLowerCase(Locale.ROOT));
    number("completeness_gap", explained.gap());
    spans("turned_without", explained.turning());
    number("turned_probability", explained.turnedProbability());
    json.writeArrayFieldStart("sentences");
    for (Sentence part : explained.sentences()) {
      part(part.start(), part.end(), part.attention(), part.contribution());
    }
    json.writeEndArray();
  }

  private void part(int start, int end, double attention, double contribution) throws IOException {
    json.writeStartObject();
    range(start, end);
    number("attention", attention);
    number("contribution", contribution);
    json.writeEndObject();
  }

  private void number(String name, OptionalDouble value) throws IOException {
    if (value.isPresent()) {
      number(name, value.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }

  void model(ModelId model) throws IOException {
    json.writeObjectFieldStart("model");
    json.writeStringField("name", model.name());
    json.writeStringField("version", model.version());
    json.writeStringField("sha256", model.sha256());
    json.writeEndObject();
  }

  void number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  private void number(String name, double value) throws IOException {
    json.writeNumberField(
        name,
        numbers == Numbers.EXACT ? value : new BigDecimal(value).round(SIX_DIGITS).doubleValue());
  }

  private void range(int start, int end) throws IOException {
    json.writeNumberField("start", start);
    json.writeNumberField("end", end);
  }

  private void spans(String name, List<Span> spans) throws IOException {
    json.writeArrayFieldStart(name);
    for (Span span : spans) {
      json.writeStartArray();
      json.writeNumber(span.start());
      json.writeNumber(span.end());
      json.writeEndArray();
    }
    json.writeEndArray();
  }
}
