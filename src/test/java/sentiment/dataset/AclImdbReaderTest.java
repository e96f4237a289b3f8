package sentiment.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AclImdbReaderTest {

  private static final DatasetOptions SKIP = new DatasetOptions(null, null, null, null, true);
  private static final byte[] NO_UTF8 = {'a', (byte) 0xFF};

  @TempDir Path folder;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  AclImdbReaderTest() {
    put("README", "x");
    put("train/labeledBow.feat", "9 0:9");
    put("train/unsup/0_0.txt", "who knows");
    put("train/urls_pos.txt", address("tt7") + "\n" + address("tt8") + "\nno address\n");
    put("train/urls_neg.txt", address("tt9") + "\n");
    put("train/pos/1_8.txt", "better");
    put("train/pos/10_8.txt", "beyond the list");
    put("train/pos/0_9.txt", "best \u00e9");
    put("train/pos/2_9.txt", "good<br /><br />");
    put("train/pos/._0_9.txt", "a file manager's note");
    put("train/neg/0_1.txt", "worst");
    put("test/pos/own.txt", "fine");
    put("test/neg/0_1.txt", "poor");
  }

  @Test
  void shouldReadArchiveInKerasOrder() throws IOException {
    ReviewDataset dataset = open(archive());

    assertExpected(dataset);
    assertThat(dataset.name()).isEqualTo("aclImdb_v1.tar.gz");
  }

  @Test
  void shouldReadArchiveWhateverItsOrder() throws IOException {
    List<String> names = new ArrayList<>(files.keySet());
    Collections.reverse(names);

    assertExpected(open(archive(names)));
  }

  @Test
  void shouldReadFolderAndItsParent() throws IOException {
    unpack();

    ReviewDataset fromFolder = open(folder.resolve("aclImdb"));
    ReviewDataset fromParent = open(folder);

    assertExpected(fromFolder);
    assertThat(fromFolder.name()).isEqualTo("aclImdb");
    assertThat(fromParent).isEqualTo(fromFolder);
  }

  @Test
  void shouldReadUnlabelledReviewsWhenAskedTo() throws IOException {
    put("train/unsup/1_0.txt", "who cares");
    unpack();
    DatasetOptions options = DatasetOptions.DEFAULT.withUnlabelled();

    ReviewDataset fromArchive = ReviewDatasets.open(archive(), options, Progress.NONE);
    ReviewDataset fromFolder = ReviewDatasets.open(folder, options, Progress.NONE);

    assertThat(fromArchive.unlabelled()).containsExactly("who knows", "who cares");
    assertThat(fromFolder.unlabelled()).isEqualTo(fromArchive.unlabelled());
    assertThat(fromFolder.train()).isEqualTo(fromArchive.train());
    assertThat(open(folder).unlabelled()).isEmpty();
  }

  @Test
  void shouldHashNamesAndContentsOfFolder() throws IOException {
    unpack();
    Path source = folder.resolve("aclImdb");
    String before = open(source).sha256();

    Files.writeString(source.resolve("README"), "not read");
    String same = open(source).sha256();
    Files.move(source.resolve("train/pos/0_9.txt"), source.resolve("train/pos/0_7.txt"));
    String renamed = open(source).sha256();
    Files.writeString(source.resolve("train/pos/1_8.txt"), "bitter");
    String changed = open(source).sha256();

    assertThat(before).matches("[0-9a-f]{64}").isEqualTo(same).isNotEqualTo(renamed);
    assertThat(changed).isNotEqualTo(renamed);
  }

  @Test
  void shouldHashAllBytesOfArchive() throws Exception {
    Path archive = archive();
    // Padding that the reader of the archive has no reason to read.
    Files.write(archive, new byte[200_000], StandardOpenOption.APPEND);

    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive));
    assertThat(open(archive).sha256()).isEqualTo(HexFormat.of().formatHex(hash));
  }

  @Test
  void shouldReportFilesOfFolder() throws IOException {
    unpack();
    List<String> heard = new ArrayList<>();

    ReviewDatasets.open(folder, DatasetOptions.DEFAULT, (n, total) -> heard.add(n + "/" + total));

    assertThat(heard).hasSize(9).startsWith("1/9").endsWith("9/9");
  }

  @Test
  void shouldNameOrCountBrokenReviews() throws IOException {
    files.put("train/neg/5_1.txt", NO_UTF8);

    assertThatThrownBy(() -> open(archive()))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "aclImdb_v1.tar.gz: train/neg/5_1.txt: bytes that are no UTF-8, expected UTF-8");

    put("train/neg/5_1.txt", " ");
    assertThatThrownBy(() -> open(archive()))
        .hasMessage("aclImdb_v1.tar.gz: train/neg/5_1.txt: no text, expected a review");

    files.put("train/neg/6_1.txt", NO_UTF8);
    ReviewDataset dataset = ReviewDatasets.open(archive(), SKIP, Progress.NONE);
    assertExpected(dataset);
    assertThat(dataset.skipped()).isEqualTo(2);
  }

  @Test
  void shouldNameArchiveWithoutReviews() throws IOException {
    assertThatThrownBy(() -> open(archive(List.of("README"))))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("aclImdb_v1.tar.gz: no reviews to train on");
  }

  @Test
  void shouldNameArchiveCutShort() throws IOException {
    files.put("train/pos/3_9.txt", new byte[100_000]);
    Arrays.fill(files.get("train/pos/3_9.txt"), (byte) 'x');
    Path archive = archive();
    byte[] whole = Files.readAllBytes(archive);

    for (int length : new int[] {1, 9, 100, whole.length / 2, whole.length - 1}) {
      Files.write(archive, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open(archive))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(InvalidDataException.class)
          .hasMessageContaining("aclImdb_v1.tar.gz: damaged or cut short");
    }
  }

  @Test
  void shouldNameArchiveThatHoldsNoTar() throws IOException {
    Path archive = folder.resolve("a.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write("no tar ".repeat(1000).getBytes(StandardCharsets.UTF_8));
    }

    assertThatThrownBy(() -> open(archive))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageContaining("a.tar.gz: damaged or cut short");
  }

  private static void assertExpected(ReviewDataset dataset) {
    assertThat(dataset.train())
        .containsExactly(
            new LabelledReview("train/pos/0_9.txt", "best \u00e9", true, "tt7"),
            new LabelledReview("train/pos/10_8.txt", "beyond the list", true, null),
            new LabelledReview("train/pos/1_8.txt", "better", true, "tt8"),
            new LabelledReview("train/pos/2_9.txt", "good<br /><br />", true, null),
            new LabelledReview("train/neg/0_1.txt", "worst", false, "tt9"));
    assertThat(dataset.test())
        .containsExactly(
            new LabelledReview("test/pos/own.txt", "fine", true, null),
            new LabelledReview("test/neg/0_1.txt", "poor", false, null));
  }

  private static ReviewDataset open(Path source) throws IOException {
    return ReviewDatasets.open(source, DatasetOptions.DEFAULT, Progress.NONE);
  }

  private static String address(String film) {
    return "http://www.imdb.com/title/" + film + "/usercomments";
  }

  private void put(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Path archive() throws IOException {
    return archive(List.copyOf(files.keySet()));
  }

  private Path archive(List<String> names) throws IOException {
    Path archive = folder.resolve("aclImdb_v1.tar.gz");
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
      tar.putArchiveEntry(new TarArchiveEntry("aclImdb/train/pos/"));
      tar.closeArchiveEntry();
      for (String name : names) {
        byte[] content = files.getOrDefault(name, new byte[0]);
        TarArchiveEntry entry = new TarArchiveEntry("aclImdb/" + name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  private void unpack() throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve("aclImdb").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }
}
