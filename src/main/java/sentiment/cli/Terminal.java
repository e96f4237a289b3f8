package sentiment.cli;

import java.time.InstantSource;

/**
 * What standard output and standard error are connected to. The start script knows and says so in
 * two system properties; the JDK's console tells only whether all three streams are a terminal, and
 * since JDK 22 not even that.
 */
final class Terminal {

  private Terminal() {}

  /** Whether a person sees standard output and its terminal knows colours. */
  static boolean outIsAnsi() {
    return isAnsi("sentiment.stdout.terminal");
  }

  static ProgressBar progressBar() {
    return new ProgressBar(System.err, isAnsi("sentiment.stderr.terminal"), InstantSource.system());
  }

  private static boolean isAnsi(String property) {
    return Boolean.getBoolean(property)
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }
}
