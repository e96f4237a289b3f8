package sentiment.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import sentiment.kernel.MultiplyAddPeak;

/**
 * What the figures were measured on.
 *
 * @param processor its name where the system tells, else its architecture
 * @param cores that this JVM may use
 * @param jdk version and name of the Java runtime
 * @param vectorBits width of the vectors that the kernel works with, 32 for plain loops
 */
record Machine(String processor, int cores, String jdk, int vectorBits) {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** The machine and the JVM that this runs on. */
  static Machine here() {
    return new Machine(
        nameOfProcessor(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version() + " (" + System.getProperty("java.vm.name") + ")",
        MultiplyAddPeak.vectorBits());
  }

  private static String nameOfProcessor() {
    try {
      return nameOfProcessor(Files.readAllLines(PROCESSORS));
    } catch (IOException e) { // not Linux
      return System.getProperty("os.arch", "unknown");
    }
  }

  /** The name in Linux' list of processors; some architectures give none. */
  static String nameOfProcessor(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch", "unknown"));
  }
}
