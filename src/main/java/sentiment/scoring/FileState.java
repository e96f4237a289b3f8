package sentiment.scoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a file tells without reading it; when two looks differ, the file has changed.
 *
 * @param size in bytes
 * @param key tells files apart that were moved to the same place; null where the file system has
 *     none
 */
public record FileState(long size, FileTime modified, @Nullable Object key) {

  /** Looks; null if there is no file at this moment. */
  public static @Nullable FileState of(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileState(file.size(), file.lastModifiedTime(), file.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}
