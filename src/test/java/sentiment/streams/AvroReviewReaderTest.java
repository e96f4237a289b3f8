package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.streams.ReviewDecoder.Fields;
import sentiment.streams.ReviewDecoder.UndecodableException;

/** Reviews of schemas that others have written, found in a registry. */
@Timeout(60)
class AvroReviewReaderTest {

  private @SuppressWarnings("NullAway.Init") StubRegistry stub;
  private @SuppressWarnings("NullAway.Init") AvroReviewReader reader;

  @BeforeEach
  void startRegistry() throws Exception {
    stub = new StubRegistry();
    StreamSettings settings = TestReviews.settings("schema.registry.url", stub.url());
    reader = new AvroReviewReader(RemoteSchemaRegistry.at(settings.schemaRegistry()));
  }

  @AfterEach
  void stopRegistry() {
    stub.close();
  }

  @Test
  void shouldReadReviewsOfTheProgramsOwnSchema() throws Exception {
    GenericRecord review = new GenericData.Record(AvroFraming.REVIEW);
    review.put("text", "a good film");
    review.put("review_id", "r1");

    assertThat(read(review)).isEqualTo(new Fields("r1", "a good film"));
  }

  @Test
  void shouldReadReviewsThatHaveMoreFields() throws Exception {
    Schema newer =
        SchemaBuilder.record("sentiment.avro.Review")
            .fields()
            .optionalInt("stars")
            .optionalString("review_id")
            .requiredString("text")
            .optionalString("source")
            .optionalString("language")
            .endRecord();
    GenericRecord review = new GenericData.Record(newer);
    review.put("stars", 5);
    review.put("review_id", "r1");
    review.put("text", "a good film");
    review.put("language", "en");

    assertThat(read(review)).isEqualTo(new Fields("r1", "a good film"));
  }

  @Test
  void shouldReadReviewsThatLackTheOptionalFields() throws Exception {
    Schema other =
        SchemaBuilder.record("com.shop.Opinion").fields().requiredString("text").endRecord();
    GenericRecord review = new GenericData.Record(other);
    review.put("text", "a good film");

    assertThat(read(review)).isEqualTo(new Fields(null, "a good film"));
  }

  @Test
  void shouldReadTextThatIsWrittenAsBytesAndStrictly() throws Exception {
    Schema other = SchemaBuilder.record("Review").fields().requiredBytes("text").endRecord();
    GenericRecord review = new GenericData.Record(other);
    review.put("text", ByteBuffer.wrap(TestReviews.bytes("a g\u00f6od film")));
    assertThat(read(review)).isEqualTo(new Fields(null, "a g\u00f6od film"));

    review.put("text", ByteBuffer.wrap(new byte[] {'n', 'o', (byte) 0xFF}));
    assertThatThrownBy(() -> read(review)).hasMessage("invalid UTF-8 at byte 2");
  }

  @Test
  void shouldRefuseWhatCannotBeResolved() {
    Schema renamed =
        SchemaBuilder.record("sentiment.avro.Review").fields().requiredString("body").endRecord();
    GenericRecord review = new GenericData.Record(renamed);
    review.put("body", "a secret film");
    Schema retyped =
        SchemaBuilder.record("sentiment.avro.Review").fields().requiredInt("text").endRecord();
    GenericRecord number = new GenericData.Record(retyped);
    number.put("text", 7);

    assertThatThrownBy(() -> read(review))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id 101 can't be read as sentiment.avro.Review");
    assertThatThrownBy(() -> read(number))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("schema id 102 can't be read as sentiment.avro.Review");
  }

  @Test
  void shouldReadEachReviewByItsOwnSchema() throws Exception {
    Schema other = SchemaBuilder.record("Other").fields().requiredString("text").endRecord();
    GenericRecord foreign = new GenericData.Record(other);
    foreign.put("text", "a good film");
    GenericRecord own = new GenericData.Record(AvroFraming.REVIEW);
    own.put("text", "a bad film");
    byte[] first = frame(foreign);
    byte[] second = frame(own);

    for (int i = 0; i < 2; i++) {
      assertThat(reader.read(first).text()).isEqualTo("a good film");
      assertThat(reader.read(second).text()).isEqualTo("a bad film");
    }
    assertThat(stub.requests()).hasSize(2);
  }

  private Fields read(GenericRecord review) throws UndecodableException {
    return reader.read(frame(review));
  }

  private byte[] frame(GenericRecord review) {
    int id = stub.add("reviews-value", review.getSchema().toString());
    return TestReviews.framed(id, review.getSchema(), review);
  }
}
