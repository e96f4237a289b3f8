package sentiment.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Uuid;
import sentiment.scoring.RejectionReason;

/**
 * Which rejected records have been replayed, over all runs: a compacted topic with one mark for
 * each, written in the transaction that moves the record. A mark's key is {@code
 * topicid-partition-offset} of the rejected record; the id tells a topic from one of the same name
 * that was deleted before it. Its value is for people.
 *
 * <p>In memory a mark is one bit, so that millions are no matter.
 */
final class ReplayMemory {

  private static final Pattern KEY = Pattern.compile("(.{22})-(\\d{1,9})-(\\d{1,18})");

  private final String topic;
  private final Uuid rejectedTopicId;
  private final Map<Integer, Long> beginnings;
  private final Map<Integer, BitSet> marked = new HashMap<>(); // bit: offset - beginning
  private final Set<String> expired = new LinkedHashSet<>();

  /**
   * A memory without marks yet.
   *
   * @param topic where its marks are
   * @param rejectedTopicId whose records they are about
   * @param beginnings first offset of each partition of that topic
   */
  ReplayMemory(String topic, Uuid rejectedTopicId, Map<Integer, Long> beginnings) {
    this.topic = topic;
    this.rejectedTopicId = rejectedTopicId;
    this.beginnings = Map.copyOf(beginnings);
  }

  /** The topic's name for that of rejected records; also the transactional id of a replay. */
  static String topicFor(String rejectedTopic) {
    return rejectedTopic + "-replayed";
  }

  /** Takes in a record of the topic, in the order in which they lie there. */
  void restore(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return;
    }
    if (record.value() == null) {
      expired.remove(key);
      return;
    }
    Long beginning = beginnings.get(Integer.parseInt(matcher.group(2)));
    long offset = Long.parseLong(matcher.group(3));
    if (!matcher.group(1).equals(rejectedTopicId.toString())
        || beginning == null
        || offset < beginning) {
      expired.add(key);
      return;
    }
    marked
        .computeIfAbsent(Integer.parseInt(matcher.group(2)), partition -> new BitSet())
        .set(Math.toIntExact(offset - beginning));
  }

  /** Whether the record has been replayed before. */
  boolean contains(RejectedRecord record) {
    BitSet offsets = marked.get(record.partition());
    Long beginning = beginnings.get(record.partition());
    return offsets != null
        && beginning != null
        && offsets.get(Math.toIntExact(record.offset() - beginning));
  }

  /** The mark of a record, to be sent in the transaction that moves it. */
  ProducerRecord<byte[], byte[]> mark(RejectedRecord record, Instant now) {
    String key = rejectedTopicId + "-" + record.partition() + "-" + record.offset();
    RejectionReason reason = record.reason();
    String value = "{\"replayed_at\":%d,\"reason\":\"%s\"}".formatted(now.toEpochMilli(), reason);
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /** Tombstones for the marks whose records are gone from the rejected topic. */
  List<ProducerRecord<byte[], byte[]>> tombstones() {
    return expired.stream()
        .map(key -> new ProducerRecord<byte[], byte[]>(topic, key.getBytes(UTF_8), null))
        .toList();
  }
}
