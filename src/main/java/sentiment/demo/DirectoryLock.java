package sentiment.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second broker out of a directory before it touches anything. Kafka has a lock of its own,
 * but opens the metadata log first, which can leave the first broker reading it for ever.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "embedded-broker.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock; it is gone with this process at the latest.
   *
   * @throws IOException if another broker has it, in this process or another
   */
  static DirectoryLock of(Path dir) throws IOException {
    FileChannel channel =
        FileChannel.open(dir.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (lock(channel) == null) {
      channel.close();
      throw new IOException("another broker has its lock");
    }
    return new DirectoryLock(channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held in this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
