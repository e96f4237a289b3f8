package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import sentiment.model.ModelBundle;
import sentiment.model.Tensor;
import sentiment.model.TestBundles;
import sentiment.model.WeightNames;
import sentiment.scoring.LiveModel;
import sentiment.scoring.LiveScoring;
import sentiment.scoring.ScoringMetrics;
import sentiment.text.Vocabulary;

/** Settings, scorers and records for the tests of this package. */
final class TestReviews {

  /** A review with this word can't be scored: its embedding is not a number. */
  static final String POISON = "poison";

  static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00.123Z"), ZoneOffset.UTC);

  private TestReviews() {}

  static StreamSettings settings(String... keysAndValues) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StreamSettings.of(Map.of(), Map.of(), flags);
  }

  static LiveScoring scoring(StreamSettings settings) {
    return scoring(settings, ScoringMetrics.NONE);
  }

  static LiveScoring scoring(StreamSettings settings, ScoringMetrics metrics) {
    return new LiveScoring(
        new LiveModel(bundle(), settings.scoringOptions(), NOON), Optional.empty(), metrics);
  }

  static ScoringParts parts(StreamSettings settings) {
    return new ScoringParts(
        settings,
        scoring(settings),
        new BuiltInRegistry(),
        new Backlog(System::nanoTime),
        settings::maxRecordBytes,
        System::nanoTime,
        NOON::millis,
        true);
  }

  private static ModelBundle bundle() {
    ModelBundle tiny = TestBundles.tiny();
    List<String> words = new ArrayList<>(Vocabulary.MARKERS);
    words.add(POISON);
    int poison = words.indexOf(POISON);
    int size = tiny.manifest().text().vocabularySize();
    while (words.size() < size) {
      words.add("word" + words.size());
    }
    int width = tiny.manifest().architecture().embeddingSize();
    Random random = new Random(7);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    WeightNames.shapes(tiny.manifest().architecture(), size)
        .forEach(
            (name, shape) -> {
              float[] values = new float[shape.stream().reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.5f;
              }
              if (name.equals(WeightNames.EMBEDDING)) {
                Arrays.fill(values, poison * width, (poison + 1) * width, Float.NaN);
              }
              weights.put(name, new Tensor(shape, values));
            });
    return ModelBundle.of(
        tiny.manifest(), Vocabulary.of(words), weights, List.of(), tiny.reference(), "# test\n");
  }

  static InputRecord input(byte @Nullable [] key, byte @Nullable [] value) {
    return new InputRecord("reviews", 3, 42, 1_000, key, value, new RecordHeaders());
  }

  static byte[] avroReview(@Nullable String id, String text) {
    GenericRecord review = new GenericData.Record(AvroFraming.REVIEW);
    review.put("review_id", id);
    review.put("text", text);
    review.put("source", "shop");
    review.put("written_at", 1_700_000_000_000L);
    return framed(AvroFraming.REVIEW, review);
  }

  static byte[] framed(Schema schema, GenericRecord record) {
    return framed(AvroFraming.schemaId(schema), schema, record);
  }

  /** A frame with the id that a registry gave the schema. */
  static byte[] framed(int id, Schema schema, GenericRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(AvroFraming.header(id));
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Reads a framed score, as a consumer would. */
  static GenericRecord score(byte[] frame) {
    try {
      return new GenericDatumReader<GenericRecord>(AvroFraming.REVIEW_SCORE)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      frame,
                      AvroFraming.HEADER_LENGTH,
                      frame.length - AvroFraming.HEADER_LENGTH,
                      null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
