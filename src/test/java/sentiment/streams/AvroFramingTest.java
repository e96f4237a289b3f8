package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

class AvroFramingTest {

  /** Consumers cache schemas by id: these change only when a schema does. */
  @Test
  void shouldKeepTheIdsOfTheSchemas() {
    assertThat(AvroFraming.schemaId(AvroFraming.REVIEW)).isEqualTo(2_079_468_134);
    assertThat(AvroFraming.schemaId(AvroFraming.REVIEW_SCORE)).isEqualTo(488_610_233);
  }

  @Test
  void shouldDeriveTheIdFromTheContentAlone() {
    Schema undocumented =
        new Schema.Parser()
            .parse(AvroFraming.REVIEW.toString().replaceAll(",?\"doc\":\"[^\"]*\"", ""));

    assertThat(undocumented.getDoc()).isNull();
    assertThat(AvroFraming.schemaId(undocumented))
        .isEqualTo(AvroFraming.schemaId(AvroFraming.REVIEW));
  }

  @Test
  void shouldPutTheIdBigEndianBehindAZeroByte() {
    byte[] header = AvroFraming.header(AvroFraming.schemaId(AvroFraming.REVIEW));

    assertThat(header).hasSize(5).startsWith(0);
    assertThat(AvroFraming.schemaId(header)).isEqualTo(AvroFraming.schemaId(AvroFraming.REVIEW));
  }

  @Test
  void shouldDocumentEveryField() {
    assertThat(AvroFraming.REVIEW.getFields()).allSatisfy(AvroFramingTest::hasDoc);
    assertThat(AvroFraming.REVIEW_SCORE.getFields()).allSatisfy(AvroFramingTest::hasDoc);
    assertThat(AvroFraming.REVIEW_SCORE.getField("words").schema().getElementType().getFields())
        .allSatisfy(AvroFramingTest::hasDoc);
  }

  private static void hasDoc(Field field) {
    assertThat(field.doc()).as(field.name()).isNotBlank();
  }
}
