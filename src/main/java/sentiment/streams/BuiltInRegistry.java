package sentiment.streams;

import java.util.Map;
import org.apache.avro.Schema;
import sentiment.streams.ReviewDecoder.UndecodableException;

/** Knows the program's own schemas, by ids that follow from their content. */
final class BuiltInRegistry implements SchemaRegistry {

  private static final int REVIEW_ID = AvroFraming.schemaId(AvroFraming.REVIEW);

  private static final Map<Integer, Schema> SCHEMAS =
      Map.of(
          REVIEW_ID,
          AvroFraming.REVIEW,
          AvroFraming.schemaId(AvroFraming.REVIEW_SCORE),
          AvroFraming.REVIEW_SCORE);

  @Override
  public int register(String subject, Schema schema) {
    return AvroFraming.schemaId(schema);
  }

  @Override
  public Schema schema(int id) throws UndecodableException {
    Schema schema = SCHEMAS.get(id);
    if (schema == null) {
      throw new UndecodableException(
          "schema id %d is not that of sentiment.avro.Review (id %d)".formatted(id, REVIEW_ID));
    }
    return schema;
  }
}
