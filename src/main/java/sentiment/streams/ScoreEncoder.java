package sentiment.streams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import sentiment.explain.WordContribution;
import sentiment.model.ModelId;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ReviewScoreJson;

/** Writes scores as values of the output topic. Not for use by several threads. */
final class ScoreEncoder {

  private static final Schema SCORE = AvroFraming.REVIEW_SCORE;
  private static final Schema LABEL = SCORE.getField("label").schema();
  private static final Schema WORDS = SCORE.getField("words").schema();
  private static final Schema MODEL = SCORE.getField("model").schema();

  private final Function<ReviewScore, byte[]> encoding;

  /** Encodes for that topic, Avro with the id that {@code registry} has for it. */
  ScoreEncoder(OutputFormat format, SchemaRegistry registry, String topic) {
    encoding =
        switch (format) {
          case AVRO -> {
            int id = registry.register(SchemaRegistry.subject(topic), SCORE);
            AvroWriter writer = new AvroWriter(SCORE, id);
            yield score -> writer.write(record(score));
          }
          case JSON -> score -> ReviewScoreJson.write(score).getBytes(StandardCharsets.UTF_8);
        };
  }

  byte[] encode(ReviewScore score) {
    return encoding.apply(score);
  }

  private static GenericRecord record(ReviewScore score) {
    GenericRecord record = new GenericData.Record(SCORE);
    record.put("review_id", score.reviewId());
    record.put("label", new GenericData.EnumSymbol(LABEL, score.label()));
    record.put("probability", score.probability());
    record.put("logit", score.logit());
    record.put("bias", score.bias());
    record.put("words", words(score.words()));
    record.put("attention_covered", score.attentionCovered());
    record.put("tokens", score.tokens());
    record.put("tokens_used", score.tokensUsed());
    record.put("tokens_unknown", score.tokensUnknown());
    record.put("model", model(score.model()));
    record.put("scored_at", score.scoredAt().toEpochMilli());
    return record;
  }

  private static List<GenericRecord> words(List<WordContribution> words) {
    List<GenericRecord> records = new ArrayList<>(words.size());
    for (WordContribution word : words) {
      GenericRecord record = new GenericData.Record(WORDS.getElementType());
      record.put("text", word.text());
      record.put("start", word.start());
      record.put("end", word.end());
      record.put("attention", word.attention());
      record.put("contribution", word.contribution());
      records.add(record);
    }
    return records;
  }

  private static GenericRecord model(ModelId model) {
    GenericRecord record = new GenericData.Record(MODEL);
    record.put("name", model.name());
    record.put("version", model.version());
    record.put("sha256", model.sha256());
    return record;
  }
}
