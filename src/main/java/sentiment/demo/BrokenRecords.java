package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import sentiment.scoring.ScoringOptions;

/** Records that hold no review to score, as they turn up in every real topic. */
public final class BrokenRecords {

  private static final int TOO_LONG = ScoringOptions.DEFAULT.maxTextLength() + 1;

  private BrokenRecords() {}

  /** One of each kind; none of them gets a score. */
  public static List<DemoRecord> all() {
    byte[] latin1 = {'u', 'n', ' ', 'c', 'a', 'f', (byte) 0xE9};
    byte[] unknownSchema = {0, 0, 0, 0, 7};
    return List.of(
        broken("broken-null", "null value", () -> null),
        broken("broken-latin1", "not UTF-8", () -> latin1),
        broken("broken-json", "JSON, no text", () -> "{\"stars\": 4}".getBytes(UTF_8)),
        broken("broken-avro", "another schema", () -> unknownSchema),
        broken("broken-length", "too long", () -> "?".repeat(TOO_LONG).getBytes(UTF_8)));
  }

  private static DemoRecord broken(String id, String note, DemoRecord.Value value) {
    return new DemoRecord(new DemoReview(id, "", note, null), value);
  }
}
