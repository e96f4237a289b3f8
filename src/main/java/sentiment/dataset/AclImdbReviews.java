package sentiment.dataset;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects the files of the aclImdb layout in whatever order they come, and puts the reviews in the
 * order that Keras' sequences have: {@code pos}, then {@code neg}, each by file name in ASCII
 * order.
 *
 * <p>A review is {@code PART/LABEL/ID_RATING.txt}; line ID (from 0) of {@code PART/urls_LABEL.txt}
 * is the address of its film, which becomes its group. Where they are asked for, the files of
 * {@code train/unsup} are unlabelled reviews. Other files are passed over.
 */
final class AclImdbReviews {

  static final List<String> PARTS = List.of("train", "test");
  static final List<String> LABELS = List.of("pos", "neg");
  static final String UNLABELLED = "train/unsup";

  private static final Pattern REVIEW =
      Pattern.compile("(?:.*/)?((train|test)/(pos|neg)/([^./][^/]*\\.txt))");
  private static final Pattern ADDRESSES =
      Pattern.compile("(?:.*/)?((?:train|test)/urls_(?:pos|neg)\\.txt)");
  private static final Pattern UNLABELLED_REVIEW =
      Pattern.compile("(?:.*/)?(train/unsup/[^./][^/]*\\.txt)");
  private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})_\\d+\\.txt");
  private static final Pattern FILM = Pattern.compile("/title/([^/]+)");

  private record ReviewFile(String path, String part, String label, String name, String text) {}

  private final List<ReviewFile> files = new ArrayList<>();
  private final Map<String, List<String>> addresses = new HashMap<>();
  private final SortedMap<String, String> unlabelled = new TreeMap<>(); // path to text
  private final BrokenRows broken;
  private final boolean wantsUnlabelled;

  AclImdbReviews(BrokenRows broken, boolean wantsUnlabelled) {
    this.broken = broken;
    this.wantsUnlabelled = wantsUnlabelled;
  }

  /** Whether {@link #add} wants the file at that path, which has forward slashes. */
  boolean wants(String path) {
    return REVIEW.matcher(path).matches()
        || ADDRESSES.matcher(path).matches()
        || (wantsUnlabelled && UNLABELLED_REVIEW.matcher(path).matches());
  }

  /**
   * Takes a file that {@link #wants} names.
   *
   * @throws InvalidDataException if its content is broken and not to be skipped
   */
  void add(String path, byte[] content) {
    Matcher review = REVIEW.matcher(path);
    if (review.matches()) {
      String text = text(review.group(1), content);
      if (text != null) {
        files.add(
            new ReviewFile(
                review.group(1), review.group(2), review.group(3), review.group(4), text));
      }
      return;
    }
    Matcher unsorted = UNLABELLED_REVIEW.matcher(path);
    if (unsorted.matches()) {
      String text = text(unsorted.group(1), content);
      if (text != null) {
        unlabelled.put(unsorted.group(1), text);
      }
      return;
    }
    Matcher urls = ADDRESSES.matcher(path);
    if (urls.matches()) {
      String lines = new String(content, StandardCharsets.UTF_8);
      addresses.put(urls.group(1), lines.lines().toList());
    }
  }

  /** Null if there is none, which has been counted. */
  private @Nullable String text(String path, byte[] content) {
    String text;
    try {
      text = Utf8.decode(content);
    } catch (CharacterCodingException e) {
      broken.add(path, "bytes that are no UTF-8, expected UTF-8");
      return null;
    }
    if (text.isBlank()) {
      broken.add(path, "no text, expected a review");
      return null;
    }
    return text;
  }

  /** The texts of unlabelled reviews, by file name. */
  List<String> unlabelled() {
    return List.copyOf(unlabelled.values());
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
