package sentiment.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code sentiment demo} as it is built, in a process that never outlives the tests. */
final class DemoProcess implements AutoCloseable {

  private static final Path PROGRAM = Path.of("target/sentiment/bin/sentiment");
  private static final Pattern WEB = Pattern.compile("web server at (http://\\S+?);");
  private static final Pattern BROKER = Pattern.compile("in this process at (\\S+?);");
  private static final int PATIENCE_TENTHS = 600;

  private final Process process;
  private final Path log;

  private DemoProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it with a web server on a free port; what it prints goes to that file. */
  static DemoProcess start(Path log) throws IOException {
    List<String> command = List.of(PROGRAM.toString(), "demo", "--set", "web.port=0");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Process process = builder.redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return new DemoProcess(process, log);
  }

  /** Where its page is, as soon as it says so. */
  String address() throws IOException {
    return printed(WEB) + "/";
  }

  String broker() throws IOException {
    return printed(BROKER);
  }

  private String printed(Pattern pattern) throws IOException {
    for (int i = 0; i < PATIENCE_TENTHS && process.isAlive(); i++) {
      Matcher matcher = pattern.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher.group(1);
      }
      Browser.pause(100);
    }
    throw new AssertionError("no " + pattern + " in\n" + Files.readString(log));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
