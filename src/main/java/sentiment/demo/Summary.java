package sentiment.demo;

import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run amounted to, in a few lines. */
final class Summary {

  private Summary() {}

  /** Prints the numbers of the reviews that were {@code expected}. */
  static void print(PrintStream out, int expected, Tally tally, boolean paced) {
    String reasons =
        tally.rejected().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
    int rejected = tally.results() - tally.scored();
    out.println();
    line(
        out,
        "reviews     %d in, %d scored, %d rejected%s",
        expected,
        tally.scored(),
        rejected,
        rejected == 0 ? "" : reasons);
    if (tally.labelled() > 0) {
      line(
          out,
          "accuracy    %.1f %% (%d right of %d that were scored and labelled)",
          100.0 * tally.right() / tally.labelled(),
          tally.right(),
          tally.labelled());
    }
    if (tally.results() > 0) {
      line(
          out,
          "throughput  %.0f reviews/s from the first one sent to the last committed result read%s",
          tally.perSecond(),
          paced ? " (the pace of sending)" : "");
      line(
          out,
          "latency     p50 %d ms, p95 %d ms from sending a review to reading its committed"
              + " result%s",
          tally.latency(0.50),
          tally.latency(0.95),
          paced ? "" : " (all sent at once)");
    }
  }

  /** Prints how to reach the broker from another terminal. */
  static void printCommands(PrintStream out, String broker, DemoTopics topics) {
    out.println();
    out.println("The broker serves " + broker + ". From another terminal:");
    line(out, "  echo 'What a lovely film' | kcat -P -b %s -t %s", broker, topics.reviews());
    line(out, "  kcat -C -b %s -t %s -o end", broker, topics.scores());
    line(
        out,
        "  kafka-console-producer.sh --bootstrap-server %s --topic %s",
        broker,
        topics.reviews());
    line(
        out,
        "  kafka-console-consumer.sh --bootstrap-server %s --topic %s --from-beginning",
        broker,
        topics.scores());
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
