package sentiment.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A line of progress: redrawn in place on a terminal, else written anew every ten seconds, so that
 * a log file stays readable.
 */
final class ProgressBar {

  private static final int WIDTH = 24;
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration REPEAT = Duration.ofSeconds(10);

  private final PrintStream out;
  private final boolean terminal;
  private final InstantSource clock;
  private String name = "";
  private Instant started;
  private Instant shown;
  private long first;

  ProgressBar(PrintStream out, boolean terminal, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.clock = clock;
    this.started = clock.instant();
    this.shown = Instant.MIN;
  }

  /** Begins another task. */
  void begin(String task) {
    end();
    name = task;
    started = clock.instant();
    shown = Instant.MIN;
    first = -1;
  }

  /**
   * @param total units in all, -1 if unknown
   * @param unit name of the units in the rate
   * @param detail what else to show
   */
  void update(long done, long total, String unit, String detail) {
    Instant now = clock.instant();
    if (first < 0) {
      first = done;
    }
    if (done < total && shown.isAfter(now.minus(terminal ? REDRAW : REPEAT))) {
      return;
    }
    shown = now;
    double seconds = Math.max(1e-3, Duration.between(started, now).toMillis() / 1000.0);
    double rate = (done - first) / seconds;
    StringBuilder line = new StringBuilder(name).append(' ');
    if (total > 0) {
      int filled = (int) (WIDTH * Math.min(done, total) / total);
      line.append('[').append("#".repeat(filled)).append(".".repeat(WIDTH - filled)).append("] ");
      line.append("%3d %% ".formatted(100 * Math.min(done, total) / total));
    }
    line.append("%,d %s".formatted(done, unit));
    if (rate > 0) {
      line.append((rate < 10 ? ", %,.1f/s" : ", %,.0f/s").formatted(rate));
    }
    if (total > done && rate > 0) {
      Duration left = Duration.ofSeconds((long) ((total - done) / rate));
      line.append(", %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart()));
    }
    if (!detail.isEmpty()) {
      line.append("  ").append(detail);
    }
    if (terminal) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
    } else {
      out.println(line);
    }
  }

  /** Leaves the line as it stands. */
  void end() {
    if (terminal && shown.isAfter(Instant.MIN)) {
      out.println();
    }
    shown = Instant.MIN;
  }
}
