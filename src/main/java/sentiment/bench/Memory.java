package sentiment.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Memory of this process, which holds the reviews and whatever else was measured too.
 *
 * @param modelBytes heap that loading the model took for good
 * @param heapBytes in use after a garbage collection
 * @param residentBytes of the process, null where the system does not tell
 */
record Memory(long modelBytes, long heapBytes, @Nullable Long residentBytes) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** Bytes of heap in use after a garbage collection. */
  static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc(); // what the first one only made ready to go
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Bytes that the process keeps in memory, null where the system does not tell. */
  static @Nullable Long resident() {
    try {
      return resident(Files.readAllLines(STATUS));
    } catch (IOException e) { // not Linux
      return null;
    }
  }

  /** The same from the lines that Linux gives. */
  static @Nullable Long resident(List<String> status) {
    for (String line : status) {
      if (line.startsWith(RESIDENT)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024; // it counts in kB
      }
    }
    return null;
  }
}
