package sentiment.streams;

import org.apache.avro.Schema;
import sentiment.streams.ReviewDecoder.UndecodableException;

/**
 * Gives the schemas of framed Avro their ids: a server of the user's, or this program itself. Safe
 * for use by several threads.
 */
interface SchemaRegistry {

  /**
   * The registry that the settings name. A remote one then knows the schemas of the Avro that this
   * program reads and writes, and has found them compatible with what their subjects held before.
   *
   * @throws InvalidSettingException if a key or trust store can't be opened
   * @throws StreamFailedException if the registry does not answer or refuses a schema
   */
  static SchemaRegistry open(StreamSettings settings) {
    SchemaRegistry registry = of(settings);
    if (settings.outputFormat() == OutputFormat.AVRO) {
      registry.register(subject(settings.outputTopic()), AvroFraming.REVIEW_SCORE);
    }
    if (settings.inputFormat().mayBeAvro()) {
      registry.register(subject(settings.inputTopic()), AvroFraming.REVIEW);
    }
    return registry;
  }

  /**
   * The same, before it was asked anything.
   *
   * @throws InvalidSettingException if a key or trust store can't be opened
   */
  static SchemaRegistry of(StreamSettings settings) {
    RegistrySettings where = settings.schemaRegistry();
    return where.isRemote() ? RemoteSchemaRegistry.at(where) : new BuiltInRegistry();
  }

  /** The name under which the schemas of a topic's values are registered, as Confluent has it. */
  static String subject(String topic) {
    return topic + "-value";
  }

  /**
   * The schema's id; registers it first where that is needed.
   *
   * @throws StreamFailedException if the registry does not answer or refuses the schema
   */
  int register(String subject, Schema schema);

  /**
   * The schema with this id.
   *
   * @throws UndecodableException if the registry says that it has no such Avro schema
   * @throws RegistryUnavailableException if the registry does not answer; that says nothing about
   *     the record
   * @throws StreamFailedException if the registry no longer accepts who asks
   */
  Schema schema(int id) throws UndecodableException;
}
