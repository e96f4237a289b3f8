package sentiment.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import sentiment.text.Vocabulary;

/**
 * The members of a bundle's zip, checked and decoded.
 *
 * @param members as they were read, without the weights: those are most of a bundle
 */
record BundleFile(
    ModelManifest manifest,
    Vocabulary vocabulary,
    Map<String, Tensor> weights,
    List<GoldenReview> golden,
    ReferenceDistributions reference,
    String card,
    TrainingHistory history,
    Map<String, byte[]> members) {

  private static final String MANIFEST = "manifest.json";
  private static final String VOCABULARY = "vocabulary.txt";
  private static final String WEIGHTS = "weights.safetensors";
  private static final String GOLDEN = "golden.jsonl";
  private static final String REFERENCE = "reference.json";
  private static final String CARD = "model_card.md";

  /** Of every bundle. */
  private static final List<String> ALL =
      List.of(MANIFEST, VOCABULARY, WEIGHTS, GOLDEN, REFERENCE, CARD);

  /** May be absent: older bundles have none. */
  private static final String HISTORY = "history.json";

  /** Midnight of 1980-01-01, the zip format's earliest: the same members give the same bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** Bytes of the record that ends a zip without a comment, and its signature "PK\5\6". */
  private static final int END_RECORD = 22;

  private static final int END_SIGNATURE = 0x504b0506;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  static BundleFile of(
      ModelManifest manifest,
      Vocabulary vocabulary,
      Map<String, Tensor> weights,
      List<GoldenReview> golden,
      ReferenceDistributions reference,
      String card,
      TrainingHistory history) {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (String name :
        WeightNames.shapes(manifest.architecture(), manifest.text().vocabularySize()).keySet()) {
      Tensor tensor = weights.get(name);
      if (tensor == null) {
        throw new InvalidBundleException("weight '" + name + "' is missing");
      }
      ordered.put(name, tensor);
    }
    try {
      Map<String, byte[]> members = new LinkedHashMap<>();
      members.put(VOCABULARY, utf8(vocabulary.toLines()));
      members.put(WEIGHTS, SafeTensors.write(ordered));
      StringBuilder lines = new StringBuilder();
      for (GoldenReview review : golden) {
        lines.append(
            JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(review));
        lines.append('\n');
      }
      members.put(GOLDEN, utf8(lines.toString()));
      members.put(REFERENCE, JSON.writeValueAsBytes(reference));
      members.put(CARD, utf8(card));
      if (!history.epochs().isEmpty()) {
        members.put(HISTORY, JSON.writeValueAsBytes(history));
      }
      Map<String, String> checksums = new TreeMap<>();
      members.forEach((name, bytes) -> checksums.put(name, sha256(bytes)));
      Map<String, byte[]> all = new LinkedHashMap<>();
      all.put(MANIFEST, JSON.writeValueAsBytes(manifest.withMembers(checksums)));
      all.putAll(members);
      return decode(all);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new InvalidBundleException("bundle parts do not fit: " + e.getMessage());
    }
  }

  /**
   * @throws IllegalArgumentException with the reason, if this is not a bundle that can be used
   */
  static BundleFile read(byte[] zip) {
    int end = zip.length - END_RECORD;
    if (end < 0 || ByteBuffer.wrap(zip).getInt(end) != END_SIGNATURE) {
      throw new IllegalArgumentException("truncated or not a zip");
    }
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        members.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("truncated or not a zip (" + e.getMessage() + ")", e);
    }
    return decode(members);
  }

  /**
   * @throws IOException also if the weights were read from a file of another layout
   */
  void write(Path path) throws IOException {
    byte[] values = SafeTensors.write(weights);
    if (!sha256(values).equals(manifest.members().get(WEIGHTS))) {
      throw new IOException("another program laid the weights out; copy the bundle's file instead");
    }
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part))) {
      for (String name : names(manifest)) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry);
        out.write(name.equals(WEIGHTS) ? values : member(members, name));
      }
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The manifest's checksum; it covers every member, since the manifest holds their checksums. */
  String sha256() {
    return sha256(member(members, MANIFEST));
  }

  private static BundleFile decode(Map<String, byte[]> members) {
    ModelManifest manifest = manifest(member(members, MANIFEST));
    List<String> names = names(manifest);
    for (String name : names.subList(1, names.size())) {
      if (!sha256(member(members, name)).equals(manifest.members().get(name))) {
        throw new IllegalArgumentException(name + " was altered: its sha256 is not the manifest's");
      }
    }
    Map<String, Tensor> weights = SafeTensors.read(member(members, WEIGHTS));
    checkShapes(manifest, weights);
    Map<String, byte[]> kept = new HashMap<>(members);
    kept.remove(WEIGHTS);
    try {
      return new BundleFile(
          manifest,
          Vocabulary.read(new StringReader(text(members, VOCABULARY))),
          weights,
          golden(text(members, GOLDEN)),
          JSON.readValue(member(members, REFERENCE), ReferenceDistributions.class),
          text(members, CARD),
          names.contains(HISTORY)
              ? JSON.readValue(member(members, HISTORY), TrainingHistory.class)
              : TrainingHistory.EMPTY,
          kept);
    } catch (IOException e) {
      throw new IllegalArgumentException(firstLine(e), e);
    }
  }

  /** The members of a bundle, in their order. */
  private static List<String> names(ModelManifest manifest) {
    List<String> names = new ArrayList<>(ALL);
    if (manifest.members().containsKey(HISTORY)) {
      names.add(HISTORY);
    }
    return names;
  }

  private static ModelManifest manifest(byte[] json) {
    try {
      JsonNode tree = JSON.readTree(json);
      JsonNode version = tree.path("format_version");
      if (!version.isInt()) {
        throw new IllegalArgumentException(MANIFEST + " has no format_version");
      }
      if (version.intValue() < 1 || version.intValue() > ModelManifest.FORMAT_VERSION) {
        throw new IllegalArgumentException(
            "format version %d is newer than this program, which reads up to %d"
                .formatted(version.intValue(), ModelManifest.FORMAT_VERSION));
      }
      if (tree.path("training") instanceof ObjectNode training && !training.has("split")) {
        training.put("split", ""); // older bundles do not say
      }
      ModelManifest manifest = JSON.treeToValue(tree, ModelManifest.class);
      if (!(manifest.temperature() > 0 && Double.isFinite(manifest.temperature()))) {
        throw new IllegalArgumentException(
            "temperature " + manifest.temperature() + ": expected a number above 0");
      }
      return manifest;
    } catch (IOException e) {
      throw new IllegalArgumentException(MANIFEST + ": " + firstLine(e), e);
    }
  }

  private static void checkShapes(ModelManifest manifest, Map<String, Tensor> weights) {
    WeightNames.shapes(manifest.architecture(), manifest.text().vocabularySize())
        .forEach(
            (name, shape) -> {
              Tensor tensor = weights.get(name);
              if (tensor == null || !tensor.shape().equals(shape)) {
                throw new IllegalArgumentException(
                    "weight '%s' has shape %s, expected %s"
                        .formatted(name, tensor == null ? "none" : tensor.shape(), shape));
              }
            });
  }

  private static List<GoldenReview> golden(String lines) throws JsonProcessingException {
    List<GoldenReview> golden = new ArrayList<>();
    for (String line : lines.split("\n", 0)) {
      if (!line.isEmpty()) {
        golden.add(JSON.readValue(line, GoldenReview.class));
      }
    }
    return golden;
  }

  private static byte[] member(Map<String, byte[]> members, String name) {
    byte[] bytes = members.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("truncated or not a bundle: " + name + " is missing");
    }
    return bytes;
  }

  private static String text(Map<String, byte[]> members, String name) {
    return new String(member(members, name), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
