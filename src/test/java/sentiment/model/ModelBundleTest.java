package sentiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.text.Vocabulary;

class ModelBundleTest {

  @TempDir Path folder;

  @Test
  void shouldReadWhatItWrote() throws IOException {
    ModelBundle bundle = TestBundles.tiny();
    Path path = folder.resolve("new/model.zip");
    bundle.write(path);
    ModelBundle read = ModelBundle.read(path);
    assertThat(read.id()).isEqualTo(bundle.id());
    assertThat(read.manifest()).isEqualTo(bundle.manifest());
    assertThat(read.card()).isEqualTo("# tiny\n");
    assertThat(read.reference()).isEqualTo(bundle.reference());
    assertThat(read.golden()).hasSize(2);
    assertThat(read.verifyGolden()).isLessThan(1e-9);
    assertThat(folder.resolve("new")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void shouldWriteTheSameBytesTwice() throws IOException {
    assertThat(written(TestBundles.tiny())).isEqualTo(written(TestBundles.tiny()));
  }

  @Test
  void shouldWriteTheBytesThatItRead() throws IOException {
    byte[] zip = written(TestBundles.tiny());
    assertThat(written(ModelBundle.read("again", zip))).isEqualTo(zip);
  }

  @Test
  void shouldRefuseAMissingFile() {
    assertThatThrownBy(() -> ModelBundle.read(folder.resolve("none.zip")))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("none.zip': no such file");
  }

  @Test
  void shouldRefuseATruncatedFileWhereverItEnds() throws IOException {
    byte[] zip = written(TestBundles.tiny());
    for (int length = 0; length < zip.length; length += 97) {
      byte[] cut = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> ModelBundle.read("cut", cut))
          .as("%d of %d bytes", length, zip.length)
          .isInstanceOf(InvalidBundleException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void shouldRefuseAnAlteredMember() throws IOException {
    for (String member :
        List.of("vocabulary.txt", "weights.safetensors", "golden.jsonl", "model_card.md")) {
      byte[] zip =
          rewritten(
              member,
              bytes -> {
                bytes[bytes.length / 2] ^= 1;
                return bytes;
              });
      assertThatThrownBy(() -> ModelBundle.read("altered", zip))
          .hasMessage(
              "model bundle 'altered': %s was altered: its sha256 is not the manifest's", member);
    }
  }

  @Test
  void shouldRefuseANewerFormat() throws IOException {
    byte[] zip = manifestWith("\"format_version\" : 1", "\"format_version\" : 2");
    assertThatThrownBy(() -> ModelBundle.read("newer", zip))
        .hasMessage(
            "model bundle 'newer': format version 2 is newer than this program, which reads up to 1");
  }

  @Test
  void shouldRefuseWeightsOfAnotherShape() throws IOException {
    byte[] zip = manifestWith("\"attention_units\" : 4", "\"attention_units\" : 5");
    assertThatThrownBy(() -> ModelBundle.read("bent", zip))
        .hasMessage(
            "model bundle 'bent': weight 'attention.key.kernel' has shape [14, 4], expected [14, 5]");
  }

  @Test
  void shouldKeepTheHistoryOfItsTraining() throws IOException {
    ModelBundle tiny = TestBundles.tiny();
    TrainingHistory history =
        new TrainingHistory(
            List.of(new TrainingHistory.Epoch("classifier", 1, 350, 0.5, 0.4, 0.8)));
    Path path = folder.resolve("history.zip");
    ModelBundle.of(
            tiny.manifest(),
            vocabulary(tiny),
            weights(tiny),
            tiny.golden(),
            tiny.reference(),
            "",
            history)
        .write(path);
    assertThat(ModelBundle.read(path).history()).isEqualTo(history);
    assertThat(tiny.history()).isEqualTo(TrainingHistory.EMPTY);
  }

  @Test
  void shouldRefuseScoresThatAreNotReproduced() {
    ModelBundle tiny = TestBundles.tiny();
    GoldenReview golden = tiny.golden().get(0);
    assertThat(golden.probability()).isBetween(0.01, 0.99);
    ModelBundle wrong =
        ModelBundle.of(
            tiny.manifest(),
            vocabulary(tiny),
            weights(tiny),
            List.of(
                new GoldenReview(golden.text(), golden.probability() + 1e-4, golden.attention())),
            tiny.reference(),
            "");
    assertThatThrownBy(wrong::verifyGolden)
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining("golden review 1 is off by 0.0001");
  }

  @Test
  void shouldPredictAReviewAloneAsInABatch() {
    for (ModelBundle bundle : List.of(TestBundles.tiny(), TestBundles.tinyTutorial())) {
      AttentionModel.Session session = bundle.model().session();
      List<int[]> ids =
          List.of(
              new int[] {1, 3, 4},
              new int[] {1, 5, 6, 7, 8, 9, 2},
              new int[] {1},
              new int[] {1, 4});
      List<Prediction> together = session.predict(ids);
      for (int i = 0; i < ids.size(); i++) {
        Prediction alone = session.predict(List.of(ids.get(i))).get(0);
        assertThat(together.get(i).logit()).isCloseTo(alone.logit(), within(1e-6));
        double sum = 0;
        for (int p = 0; p < alone.positions(); p++) {
          sum += alone.attention(p);
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
      int positions = bundle.manifest().architecture().masked() ? 3 : 12;
      assertThat(together.get(0).positions()).isEqualTo(positions);
    }
  }

  private static Vocabulary vocabulary(ModelBundle bundle) {
    return readBack(bundle).vocabulary();
  }

  private static Map<String, Tensor> weights(ModelBundle bundle) {
    return readBack(bundle).weights();
  }

  private static BundleFile readBack(ModelBundle bundle) {
    try {
      return BundleFile.read(written(bundle));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] manifestWith(String from, String to) throws IOException {
    return rewritten(
        "manifest.json",
        bytes -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          assertThat(text).contains(from);
          return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
        });
  }

  private static byte[] rewritten(String member, UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream in =
            new ZipInputStream(new ByteArrayInputStream(written(TestBundles.tiny())));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(new ZipEntry(entry.getName()));
        byte[] bytes = in.readAllBytes();
        zip.write(entry.getName().equals(member) ? change.apply(bytes) : bytes);
      }
    }
    return out.toByteArray();
  }

  private static byte[] written(ModelBundle bundle) throws IOException {
    Path path = Files.createTempFile("bundle", ".zip");
    try {
      bundle.write(path);
      return Files.readAllBytes(path);
    } finally {
      Files.delete(path);
    }
  }
}
