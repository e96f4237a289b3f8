package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.streams.TestReviews.avroReview;
import static sentiment.streams.TestReviews.bytes;
import static sentiment.streams.TestReviews.framed;
import static sentiment.streams.TestReviews.input;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;

class ReviewDecoderTest {

  private static final byte[] NO_UTF8 = {'g', 'o', 'o', 'd', (byte) 0xC3, (byte) 0x28};

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "TEXT"})
  void shouldTakeTextAsItIs(InputFormat format) {
    assertThat(decode(format, bytes("  Gut, \uD83D\uDE00!\n")))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", "  Gut, \uD83D\uDE00!\n"));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "JSON"})
  void shouldReadJsonObjectsAndIgnoreWhatScoringDoesNotNeed(InputFormat format) {
    String json =
        """
         { "source": {"shop": [1, {"text": "no"}]}, "text": "a \\"good\\" film",
           "written_at": null, "stars": 5, "review_id": "r1" }
        """;

    assertThat(decode(format, bytes(json)))
        .isEqualTo(new DecodedReview.Text("r1", "a \"good\" film"));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "AVRO"})
  void shouldReadFramedAvro(InputFormat format) {
    assertThat(decode(format, avroReview("r1", "a good film \uD83D\uDE00")))
        .isEqualTo(new DecodedReview.Text("r1", "a good film \uD83D\uDE00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{sarcasm} what a film", "{ great }", "{", "[\"text\"]", "\"text\"", ""})
  void shouldTakeForTextWhatDoesNotStartLikeAnObject(String text) {
    assertThat(decode(InputFormat.AUTO, bytes(text)))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", text));
  }

  @Test
  void shouldNameReviewsByTheirKeyElseByTheirPlace() {
    ReviewDecoder decoder = new ReviewDecoder(InputFormat.AUTO, new BuiltInRegistry());

    assertThat(decoder.decode(input(bytes("k\u00e9y"), bytes("fine"))))
        .isEqualTo(new DecodedReview.Text("k\u00e9y", "fine"));
    assertThat(decoder.decode(input(bytes("key"), bytes("{\"text\":\"fine\",\"review_id\":null}"))))
        .isEqualTo(new DecodedReview.Text("key", "fine"));
    assertThat(decoder.decode(input(bytes("key"), avroReview(null, "fine"))))
        .isEqualTo(new DecodedReview.Text("key", "fine"));
    assertThat(decoder.decode(input(NO_UTF8, bytes("fine"))))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", "fine"));
    assertThat(decoder.decode(input(new byte[0], bytes("fine"))))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", "fine"));
  }

  @Test
  void shouldTakeANumberForAnId() {
    assertThat(decode(InputFormat.JSON, bytes("{\"review_id\":17,\"text\":\"fine\"}")))
        .isEqualTo(new DecodedReview.Text("17", "fine"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldCallANullValueEmpty(InputFormat format) {
    DecodedReview decoded =
        new ReviewDecoder(format, new BuiltInRegistry()).decode(input(bytes("key"), null));

    assertThat(decoded)
        .isEqualTo(
            new DecodedReview.Unusable(
                new Rejection("key", RejectionReason.EMPTY_TEXT, "null value")));
  }

  @ParameterizedTest
  @EnumSource(names = {"AUTO", "TEXT", "JSON"})
  void shouldRefuseWhatIsNotUtf8(InputFormat format) {
    assertThat(undecodable(format, NO_UTF8)).isEqualTo("invalid UTF-8 at byte 4");
  }

  @Test
  void shouldRefuseAvroStringsThatAreNotUtf8() {
    byte[] frame = avroReview("r1", "good");
    int good = new String(frame, StandardCharsets.ISO_8859_1).indexOf("good");
    frame[good + 1] = (byte) 0xFF;

    assertThat(undecodable(InputFormat.AVRO, frame)).isEqualTo("invalid UTF-8 at byte 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"the secret\"",
        "{\"text\":the secret}",
        "{\"text\":\"the secret\"} {}",
        "{\"text\":\"the secret\"} secret",
        "{\"text\":null}",
        "{\"text\":[\"the secret\"]}",
        "{\"text\":\"fine\",\"review_id\":[\"secret\"]}",
        "{\"txt\":\"the secret\"}",
        "{}"
      })
  void shouldRefuseBrokenObjectsWithoutQuotingThem(String json) {
    assertThat(undecodable(InputFormat.AUTO, bytes(json)))
        .contains("JSON")
        .doesNotContain("secret");
  }

  @Test
  void shouldRefuseJsonThatIsNoObjectWhenJsonIsExpected() {
    assertThat(undecodable(InputFormat.JSON, bytes("[1]"))).isEqualTo("no JSON object");
    assertThat(undecodable(InputFormat.JSON, bytes(""))).isEqualTo("no JSON object");
  }

  @Test
  void shouldSurviveJsonOfAnyDepth() {
    String json = "{\"a\":" + "[".repeat(100_000);

    assertThat(undecodable(InputFormat.AUTO, bytes(json))).startsWith("invalid JSON");
  }

  @Test
  void shouldNameTheSchemaOfForeignAvro() {
    Schema other = SchemaBuilder.record("Other").fields().requiredString("text").endRecord();
    GenericRecord record = new GenericData.Record(other);
    record.put("text", "fine");

    assertThat(undecodable(InputFormat.AUTO, framed(other, record)))
        .isEqualTo(
            "schema id %d is not that of sentiment.avro.Review (id %d)",
            AvroFraming.schemaId(other), AvroFraming.schemaId(AvroFraming.REVIEW));
  }

  @Test
  void shouldRefuseAvroThatIsTooShortOrTooLong() {
    byte[] frame = avroReview("r1", "a good film");

    for (int length = 1; length < frame.length; length++) {
      assertThat(undecodable(InputFormat.AUTO, Arrays.copyOf(frame, length))).contains("Avro");
    }
    assertThat(undecodable(InputFormat.AUTO, Arrays.copyOf(frame, frame.length + 1)))
        .isEqualTo("Avro body with bytes left behind the review");
  }

  @ParameterizedTest
  @ValueSource(bytes = {0x0E, 0x0F, 0x10})
  void shouldNotAllocateWhatAHostileLengthClaims(byte highest) {
    byte[] frame =
        ByteBuffer.allocate(11)
            .put(AvroFraming.header(AvroFraming.schemaId(AvroFraming.REVIEW)))
            .put((byte) 0)
            .put(new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, highest})
            .array();

    assertThat(undecodable(InputFormat.AUTO, frame)).startsWith("invalid Avro body");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverThrowForRandomBytes(InputFormat format) {
    Random random = new Random(5);
    byte[] frame = avroReview("r1", "a good film");
    byte[] json = bytes("{\"text\":\"a good film\",\"review_id\":\"r1\"}");
    ReviewDecoder decoder = new ReviewDecoder(format, new BuiltInRegistry());
    for (int i = 0; i < 20_000; i++) {
      byte[] value = (i % 2 == 0 ? frame : json).clone();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt();
      }
      assertThat(decoder.decode(input(null, value))).isNotNull();
    }
  }

  @Test
  void shouldReadFiveMegabytes() {
    String text = "good ".repeat(1 << 20);

    assertThat(decode(InputFormat.AUTO, bytes(text)))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", text));
    assertThat(decode(InputFormat.AUTO, bytes("{\"text\":\"" + text + "\"}")))
        .isEqualTo(new DecodedReview.Text("reviews-3-42", text));
  }

  private static DecodedReview decode(InputFormat format, byte[] value) {
    return new ReviewDecoder(format, new BuiltInRegistry()).decode(input(null, value));
  }

  private static String undecodable(InputFormat format, byte[] value) {
    Rejection rejection = ((DecodedReview.Unusable) decode(format, value)).rejection();
    assertThat(rejection.reason()).isEqualTo(RejectionReason.UNDECODABLE);
    return rejection.detail();
  }
}
