package sentiment.streams;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import sentiment.scoring.RejectionReason;

/**
 * What a replay did, or would do. For each reason, and so in all, matched = replayed +
 * already_replayed + skipped; what is read and neither foreign nor matched is left out by the
 * filter.
 */
public final class ReplayReport {

  private static final JsonFactory JSON = new JsonFactory();

  /** The counts of one reason. */
  private static final class Counts {
    private long replayed;
    private long alreadyReplayed;
    private final Map<ReplaySkip, Long> skipped = new EnumMap<>(ReplaySkip.class);

    long skipped(ReplaySkip why) {
      return skipped.getOrDefault(why, 0L);
    }

    Counts plus(Counts other) {
      Counts sum = new Counts();
      sum.replayed = replayed + other.replayed;
      sum.alreadyReplayed = alreadyReplayed + other.alreadyReplayed;
      for (ReplaySkip why : ReplaySkip.values()) {
        sum.skipped.put(why, skipped(why) + other.skipped(why));
      }
      return sum;
    }
  }

  private final boolean dryRun;
  private final Map<RejectionReason, Counts> reasons = new EnumMap<>(RejectionReason.class);
  private long read;
  private long unreadable;
  private long ofOtherTopics;

  ReplayReport(boolean dryRun) {
    this.dryRun = dryRun;
  }

  void countRead() {
    read++;
  }

  /** Of a record without the headers of a rejected review. */
  void countUnreadable() {
    unreadable++;
  }

  /** Of a record that was rejected from another topic than the input. */
  void countOfOtherTopic() {
    ofOtherTopics++;
  }

  void countReplayed(RejectionReason reason) {
    of(reason).replayed++;
  }

  /** Takes back {@link #countReplayed}. */
  void countRefused(RejectionReason reason) {
    of(reason).replayed--;
    countSkipped(reason, ReplaySkip.REFUSED);
  }

  void countAlreadyReplayed(RejectionReason reason) {
    of(reason).alreadyReplayed++;
  }

  void countSkipped(RejectionReason reason, ReplaySkip why) {
    of(reason).skipped.merge(why, 1L, Long::sum);
  }

  private Counts of(RejectionReason reason) {
    return reasons.computeIfAbsent(reason, r -> new Counts());
  }

  /** One JSON object on one line; {@code reasons} has those that matched. */
  public String json() {
    StringWriter line = new StringWriter(512);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeBooleanField("dry_run", dryRun);
      json.writeNumberField("read", read);
      json.writeObjectFieldStart("foreign");
      json.writeNumberField("unreadable", unreadable);
      json.writeNumberField("other_topic", ofOtherTopics);
      json.writeEndObject();
      write(json, reasons.values().stream().reduce(new Counts(), Counts::plus));
      json.writeObjectFieldStart("reasons");
      for (Map.Entry<RejectionReason, Counts> reason : reasons.entrySet()) {
        json.writeObjectFieldStart(reason.getKey().name());
        write(json, reason.getValue());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string writer never fails", e);
    }
    return line.toString();
  }

  private static void write(JsonGenerator json, Counts counts) throws IOException {
    long skipped = 0;
    for (ReplaySkip why : ReplaySkip.values()) {
      skipped += counts.skipped(why);
    }
    json.writeNumberField("matched", counts.replayed + counts.alreadyReplayed + skipped);
    json.writeNumberField("replayed", counts.replayed);
    json.writeNumberField("already_replayed", counts.alreadyReplayed);
    json.writeObjectFieldStart("skipped");
    for (ReplaySkip why : ReplaySkip.values()) {
      json.writeNumberField(why.name().toLowerCase(Locale.ROOT), counts.skipped(why));
    }
    json.writeEndObject();
  }

  @Override
  public String toString() {
    return json();
  }
}
