package sentiment.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the aclImdb layout from its archive, which is streamed and not unpacked, or a folder. */
final class AclImdbReader {

  private final String name;
  private final BrokenRows broken;
  private final AclImdbReviews reviews;

  AclImdbReader(String name, DatasetOptions options) {
    this.name = name;
    this.broken = new BrokenRows(name, options.skipBad());
    this.reviews = new AclImdbReviews(broken, options.unlabelled());
  }

  /**
   * Reads an unzipped tar stream.
   *
   * @param source where the stream's bytes come from
   * @throws InvalidDataException if it is no whole tar stream, or a review is broken and not to be
   *     skipped
   */
  ReviewDataset readArchive(InputStream tar, SourceStream source) throws IOException {
    try {
      addMembers(new TarArchiveInputStream(tar));
    } catch (IOException e) {
      throw new InvalidDataException(
          name + ": damaged or cut short, expected a whole compressed tar archive", e);
    }
    return toDataset(source.sha256());
  }

  private void addMembers(TarArchiveInputStream members) throws IOException {
    TarArchiveEntry member = members.getNextEntry();
    while (member != null) {
      if (member.isFile() && reviews.wants(member.getName())) {
        reviews.add(member.getName(), members.readAllBytes());
      }
      member = members.getNextEntry();
    }
  }

  /**
   * Reads a folder that {@link #isLayout} accepts.
   *
   * @param progress hears files
   */
  ReviewDataset readFolder(Path folder, Progress progress) throws IOException {
    List<String> paths = wantedPaths(folder);
    MessageDigest digest = Sha256.digest();
    int done = 0;
    for (String path : paths) {
      byte[] content = Files.readAllBytes(folder.resolve(path));
      digest.update(path.getBytes(StandardCharsets.UTF_8));
      // The zero byte ends the name and the length delimits the content: no two folders read alike.
      digest.update(ByteBuffer.allocate(1 + Long.BYTES).putLong(1, content.length).array());
      digest.update(content);
      reviews.add(path, content);
      progress.update(++done, paths.size());
    }
    return toDataset(Sha256.hex(digest));
  }

  /** Whether a folder has {@code train/pos} or {@code train/neg}. */
  static boolean isLayout(Path folder) {
    return AclImdbReviews.LABELS.stream()
        .anyMatch(label -> Files.isDirectory(folder.resolve("train").resolve(label)));
  }

  private List<String> wantedPaths(Path folder) throws IOException {
    List<String> paths = new ArrayList<>();
    for (String part : AclImdbReviews.PARTS) {
      for (String label : AclImdbReviews.LABELS) {
        paths.add(part + "/urls_" + label + ".txt");
        addFiles(folder, part + "/" + label, paths);
      }
    }
    addFiles(folder, AclImdbReviews.UNLABELLED, paths);
    return paths.stream()
        .filter(path -> reviews.wants(path) && Files.isRegularFile(folder.resolve(path)))
        .sorted()
        .toList();
  }

  private static void addFiles(Path root, String folder, List<String> paths) throws IOException {
    Path reviews = root.resolve(folder);
    if (Files.isDirectory(reviews)) {
      try (Stream<Path> files = Files.list(reviews)) {
        files.map(file -> folder + "/" + file.getFileName()).forEach(paths::add);
      }
    }
  }

  private ReviewDataset toDataset(String sha256) {
    return new ReviewDataset(
        name,
        reviews.part("train"),
        reviews.part("test"),
        reviews.unlabelled(),
        sha256,
        broken.skipped(),
        0);
  }
}
