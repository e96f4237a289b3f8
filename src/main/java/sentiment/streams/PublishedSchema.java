package sentiment.streams;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema that the program itself publishes where no schema registry is configured: version 1, and
 * the only one, of its subject.
 *
 * @param subject the topic's name and {@code -value}
 * @param id what framed Avro of the topic names it by
 * @param schema the whole schema as JSON, with documentation
 */
public record PublishedSchema(String subject, int id, String schema) {

  /** Those of the topics that hold Avro; none if a schema registry has them. */
  public static List<PublishedSchema> of(StreamSettings settings) {
    List<PublishedSchema> published = new ArrayList<>();
    if (settings.schemaRegistry().isRemote()) {
      return published;
    }
    if (settings.inputFormat().mayBeAvro()) {
      published.add(of(settings.inputTopic(), AvroFraming.REVIEW));
    }
    if (settings.outputFormat() == OutputFormat.AVRO) {
      published.add(of(settings.outputTopic(), AvroFraming.REVIEW_SCORE));
    }
    return published;
  }

  private static PublishedSchema of(String topic, Schema schema) {
    return new PublishedSchema(
        SchemaRegistry.subject(topic), AvroFraming.schemaId(schema), schema.toString());
  }

  /** Whether bytes of that schema are bytes of this one: defaults and documentation may differ. */
  public boolean isSameAs(String other) {
    try {
      return SchemaNormalization.toParsingForm(new Schema.Parser().parse(other))
          .equals(SchemaNormalization.toParsingForm(new Schema.Parser().parse(schema)));
    } catch (AvroRuntimeException e) {
      return false;
    }
  }
}
