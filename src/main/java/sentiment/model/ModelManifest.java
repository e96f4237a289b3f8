package sentiment.model;

import java.util.Map;
import java.util.TreeMap;
import sentiment.text.SequenceEncoder;
import sentiment.text.Tokenizer;
import sentiment.text.Truncation;
import sentiment.text.Vocabulary;

/**
 * What a bundle says of itself; {@code manifest.json} with these names in snake case.
 *
 * @param formatVersion of the bundle, {@link #FORMAT_VERSION} when written by this program
 * @param name the model's name
 * @param version the model's version
 * @param created when it was trained, ISO 8601
 * @param text how reviews become ids
 * @param architecture the network's shape
 * @param temperature divides the logit; fitted on validation reviews
 * @param training where it comes from
 * @param members sha256 of every other member of the bundle
 */
public record ModelManifest(
    int formatVersion,
    String name,
    String version,
    String created,
    TextSettings text,
    Architecture architecture,
    double temperature,
    Provenance training,
    Map<String, String> members) {

  /** The newest bundle format that this program reads, and the one it writes. */
  public static final int FORMAT_VERSION = 1;

  public ModelManifest {
    members = Map.copyOf(members);
  }

  /**
   * How reviews become ids.
   *
   * @param tokenizer id of the rule
   * @param vocabularySize ids below it have an embedding; words of higher ids are unknown
   * @param unlisted what becomes of words that the vocabulary does not list
   * @param truncation what stays of a review that is too long
   */
  public record TextSettings(
      String tokenizer,
      int vocabularySize,
      SequenceEncoder.Unlisted unlisted,
      Truncation truncation) {

    /** The encoder of these settings. */
    public SequenceEncoder encoder(Vocabulary vocabulary) {
      return new SequenceEncoder(
          Tokenizer.byId(tokenizer), vocabulary, vocabularySize, unlisted, truncation);
    }
  }

  /**
   * Where a model comes from.
   *
   * @param data name of the data set
   * @param dataSha256 checksum of the data set's file
   * @param profile the training profile
   * @param seed of everything random in the training
   * @param programVersion of the trainer
   * @param jvm the Java runtime that trained
   * @param split tells which labelled reviews of the data were held back for validation; empty if
   *     that is not known
   * @param metrics measured on the test reviews, for example {@code accuracy}
   */
  public record Provenance(
      String data,
      String dataSha256,
      String profile,
      long seed,
      String programVersion,
      String jvm,
      String split,
      Map<String, Double> metrics) {

    public Provenance {
      metrics = new TreeMap<>(metrics);
    }
  }

  ModelManifest withMembers(Map<String, String> checksums) {
    return new ModelManifest(
        formatVersion,
        name,
        version,
        created,
        text,
        architecture,
        temperature,
        training,
        checksums);
  }
}
