package sentiment.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads labelled reviews from a file or folder, recognised by its name:
 *
 * <ul>
 *   <li>the archive of the Large Movie Review Dataset ({@code .tar.gz}, {@code .tgz}), or the
 *       folder it unpacks to, or that folder's parent;
 *   <li>{@code .csv} and {@code .tsv} with a header, or with columns given by number;
 *   <li>{@code .jsonl} and {@code .ndjson}, one object a line.
 * </ul>
 *
 * <p>The last two may be compressed ({@code .csv.gz}). Text is UTF-8.
 */
public final class ReviewDatasets {

  private static final String FORMATS =
      ".csv, .tsv, .jsonl or .ndjson (each also .gz), aclImdb's .tar.gz or its folder";

  private ReviewDatasets() {}

  /**
   * Reads all reviews of a source into memory.
   *
   * @param progress hears bytes of the file as it is stored, or files of a folder
   * @throws InvalidDataException if there is no such source, its kind is not known, it has no
   *     usable review to train on, or a row is broken and not to be skipped
   * @throws IOException if reading fails
   */
  public static ReviewDataset open(Path source, DatasetOptions options, Progress progress)
      throws IOException {
    if (!Files.exists(source)) {
      throw new InvalidDataException(source + ": no such file or folder, expected " + FORMATS);
    }
    if (!Files.isReadable(source)) {
      throw new InvalidDataException(source + ": not readable, expected read permission");
    }
    ReviewDataset dataset =
        Files.isDirectory(source)
            ? readFolder(source, options, progress)
            : readFile(source, options, progress);
    if (dataset.train().isEmpty()) {
      throw new InvalidDataException(
          "%s: no reviews to train on (%d broken, %d neutral), expected labelled reviews"
              .formatted(source, dataset.skipped(), dataset.neutral()));
    }
    return dataset;
  }

  private static ReviewDataset readFolder(Path source, DatasetOptions options, Progress progress)
      throws IOException {
    Path inside = source.resolve("aclImdb");
    Path folder = AclImdbReader.isLayout(source) ? source : inside;
    if (!AclImdbReader.isLayout(folder)) {
      throw new InvalidDataException(source + ": expected folders train/pos and train/neg in it");
    }
    return new AclImdbReader(nameOf(folder), options).readFolder(folder, progress);
  }

  private static ReviewDataset readFile(Path source, DatasetOptions options, Progress progress)
      throws IOException {
    if (Files.size(source) == 0) {
      throw new InvalidDataException(source + ": empty, expected labelled reviews");
    }
    String name = nameOf(source);
    String kind = name.toLowerCase(Locale.ROOT).replaceFirst("\\.tgz$", ".tar.gz");
    boolean compressed = kind.endsWith(".gz");
    kind = compressed ? kind.substring(0, kind.length() - 3) : kind;
    kind = kind.substring(Math.max(0, kind.lastIndexOf('.')));
    try (SourceStream file =
            new SourceStream(Files.newInputStream(source), Files.size(source), progress);
        InputStream in = unzipped(new BufferedInputStream(file, 1 << 16), compressed)) {
      ReviewRows rows = new ReviewRows(name, options);
      switch (kind) {
        case ".tar" -> {
          return new AclImdbReader(name, options).readArchive(in, file);
        }
        case ".csv" -> new DelimitedReader(',', options).read(in, rows);
        case ".tsv" -> new DelimitedReader('\t', options).read(in, rows);
        case ".jsonl", ".ndjson" -> new JsonLinesReader(options).read(in, rows);
        default -> throw new InvalidDataException(source + ": expected " + FORMATS);
      }
      return rows.toDataset(file.sha256());
    } catch (ZipException | EOFException e) {
      throw new InvalidDataException(
          source + ": damaged or cut short, expected a whole compressed file", e);
    }
  }

  private static InputStream unzipped(InputStream in, boolean compressed) throws IOException {
    return compressed ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private static String nameOf(Path source) {
    Path name = source.toAbsolutePath().normalize().getFileName();
    return name == null ? source.toString() : name.toString();
  }
}
