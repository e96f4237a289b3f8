package sentiment.streams;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decides for one rejected record after another whether it goes back, and sends them in batches.
 */
final class ReplayPass {

  private static final int MAX_BATCH_RECORDS = 500;
  private static final int MAX_BATCH_BYTES = 8 << 20;

  private final StreamSettings settings;
  private final ReplayFilter filter;
  private final int inputPartitions;
  private final ReplayMemory memory;
  private final OriginalReader originals;
  private final UnaryOperator<List<ReplayMove>> mover;
  private final Clock clock;
  private final ReplayReport report;

  private final List<ReplayMove> batch = new ArrayList<>();
  private long batchBytes;

  /**
   * @param memory restored to its end
   * @param mover moves records and returns those that were refused
   */
  ReplayPass(
      StreamSettings settings,
      ReplayFilter filter,
      int inputPartitions,
      ReplayMemory memory,
      OriginalReader originals,
      UnaryOperator<List<ReplayMove>> mover,
      Clock clock,
      ReplayReport report) {
    this.settings = settings;
    this.filter = filter;
    this.inputPartitions = inputPartitions;
    this.memory = memory;
    this.originals = originals;
    this.mover = mover;
    this.clock = clock;
    this.report = report;
  }

  void visit(ConsumerRecord<byte[], byte[]> letter) {
    report.countRead();
    Optional<RejectedRecord> rejected = RejectedRecord.of(letter);
    if (rejected.isEmpty()) {
      report.countUnreadable();
    } else if (!rejected.get().input().topic().equals(settings.inputTopic())) {
      report.countOfOtherTopic();
    } else if (filter.matches(rejected.get())) {
      replay(rejected.get());
    }
  }

  private void replay(RejectedRecord rejected) {
    if (memory.contains(rejected)) {
      report.countAlreadyReplayed(rejected.reason());
      return;
    }
    Optional<InputRecord> input =
        rejected.isWhole() ? Optional.of(rejected.input()) : originals.find(rejected);
    if (input.isEmpty()) {
      report.countSkipped(rejected.reason(), ReplaySkip.VALUE_GONE);
      return;
    }
    ReplayMove move =
        new ReplayMove(
            rejected.reason(),
            ReplayMove.recordOf(input.get(), inputPartitions),
            memory.mark(rejected, clock.instant()));
    if (move.size() > settings.maxRecordBytes()) {
      report.countSkipped(rejected.reason(), ReplaySkip.TOO_LARGE);
      return;
    }
    batch.add(move);
    batchBytes += move.size();
    if (batch.size() >= MAX_BATCH_RECORDS || batchBytes >= MAX_BATCH_BYTES) {
      flush();
    }
  }

  /** Sends what waits; comes last, too. */
  void flush() {
    List<ReplayMove> refused = batch.isEmpty() ? List.of() : mover.apply(List.copyOf(batch));
    batch.forEach(move -> report.countReplayed(move.reason()));
    refused.forEach(move -> report.countRefused(move.reason()));
    batch.clear();
    batchBytes = 0;
  }
}
