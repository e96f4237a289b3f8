package sentiment.dataset;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the files of the aclImdb layout in whatever order they come, and puts the reviews in the
 * order that Keras' sequences have: {@code pos}, then {@code neg}, each by file name in ASCII
 * order.
 *
 * <p>A review is {@code PART/LABEL/ID_RATING.txt}; line ID (from 0) of {@code PART/urls_LABEL.txt}
 * is the address of its film, which becomes its group. Other files are passed over.
 */
final class AclImdbReviews {

  static final List<String> PARTS = List.of("train", "test");
  static final List<String> LABELS = List.of("pos", "neg");

  private static final Pattern REVIEW =
      Pattern.compile("(?:.*/)?((train|test)/(pos|neg)/([^./][^/]*\\.txt))");
  private static final Pattern ADDRESSES =
      Pattern.compile("(?:.*/)?((?:train|test)/urls_(?:pos|neg)\\.txt)");
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})_\\d+\\.txt");
  private static final Pattern FILM = Pattern.compile("/title/([^/]+)");

  private record ReviewFile(String path, String part, String label, String name, String text) {}

  private final List<ReviewFile> files = new ArrayList<>();
  private final Map<String, List<String>> addresses = new HashMap<>();
  private final BrokenRows broken;

  AclImdbReviews(BrokenRows broken) {
    this.broken = broken;
  }

  /** Whether {@link #add} wants the file at that path, which has forward slashes. */
  static boolean wants(String path) {
    return REVIEW.matcher(path).matches() || ADDRESSES.matcher(path).matches();
  }

  /**
   * Takes a file that {@link #wants} names.
   *
   * @throws InvalidDataException if its content is broken and not to be skipped
   */
  void add(String path, byte[] content) {
    Matcher review = REVIEW.matcher(path);
    if (review.matches()) {
      addReview(review, content);
      return;
    }
    Matcher urls = ADDRESSES.matcher(path);
    if (urls.matches()) {
      String lines = new String(content, StandardCharsets.UTF_8);
      addresses.put(urls.group(1), lines.lines().toList());
    }
  }

  private void addReview(Matcher path, byte[] content) {
    String text;
    try {
      text = Utf8.decode(content);
    } catch (CharacterCodingException e) {
      broken.add(path.group(1), "bytes that are no UTF-8, expected UTF-8");
      return;
    }
    if (text.isBlank()) {
      broken.add(path.group(1), "no text, expected a review");
      return;
    }
    files.add(new ReviewFile(path.group(1), path.group(2), path.group(3), path.group(4), text));
  }

  /** The reviews of one part, {@code train} or {@code test}. */
  List<LabelledReview> part(String part) {
    return files.stream()
        .filter(file -> file.part().equals(part))
        .sorted(
            Comparator.comparingInt((ReviewFile file) -> LABELS.indexOf(file.label()))
                .thenComparing(ReviewFile::name))
        .map(
            file ->
                new LabelledReview(
                    file.path(), file.text(), file.label().equals("pos"), film(file)))
        .toList();
  }

  private @Nullable String film(ReviewFile file) {
    Matcher number = NUMBERED.matcher(file.name());
    List<String> lines = addresses.get(file.part() + "/urls_" + file.label() + ".txt");
    if (lines == null || !number.matches()) {
      return null;
    }
    int line = Integer.parseInt(number.group(1));
    if (line >= lines.size()) {
      return null;
    }
    Matcher film = FILM.matcher(lines.get(line));
    return film.find() ? film.group(1) : null;
  }
}
