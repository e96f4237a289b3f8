package sentiment.scoring;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.model.InvalidBundleException;
import sentiment.model.ModelBundle;
import sentiment.model.ModelId;

/**
 * Looks again and again whether the file of a bundle has changed, and puts the new bundle in place
 * when it passes every check: checksums, shapes, golden reviews. All of it happens in a thread of
 * its own, warming up included. A bundle that does not pass is reported once; the old one stays.
 *
 * <p>A file is judged when two looks in a row find it the same, so that one which is still being
 * written is left alone. It may as well be moved into place at once.
 */
public final class ModelWatcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModelWatcher.class);

  private final Path path;
  private final LiveModel model;
  private final ScoringMetrics metrics;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread daemon = new Thread(task, "model-watcher");
            daemon.setDaemon(true);
            return daemon;
          });

  private @Nullable FileState judged;
  private @Nullable FileState lastSeen;

  /** Watches nothing until it is {@linkplain #start started}. */
  ModelWatcher(Path path, @Nullable FileState read, LiveModel model, ScoringMetrics metrics) {
    this.path = path;
    this.judged = read;
    this.model = model;
    this.metrics = metrics;
  }

  /**
   * Starts to watch the file that {@code model} was read from.
   *
   * @param read what the file was like just before it was read; null if that is not known
   * @param interval between two looks
   */
  public static ModelWatcher start(
      Path path,
      @Nullable FileState read,
      LiveModel model,
      ScoringMetrics metrics,
      Duration interval) {
    ModelWatcher watcher = new ModelWatcher(path, read, model, metrics);
    ScheduledFuture<?> unused = // a look throws nothing that can be gone on from
        watcher.thread.scheduleWithFixedDelay(
            watcher::look, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    return watcher;
  }

  /** Looks once. */
  void look() {
    FileState now = FileState.of(path);
    if (now == null || now.equals(judged)) {
      return;
    }
    if (!now.equals(lastSeen)) {
      lastSeen = now;
      return;
    }
    try {
      load(now);
    } catch (InvalidBundleException e) {
      refuse(e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      refuse("model bundle '" + path + "': " + e);
    }
  }

  private void load(FileState state) {
    long start = System.nanoTime();
    judged = state;
    ModelBundle next = ModelBundle.read(path);
    if (!Objects.equals(FileState.of(path), state)) {
      judged = null; // changed while it was read
      return;
    }
    if (next.id().equals(model.bundle().id())) {
      return;
    }
    next.verifyGolden();
    WarmUp.run(next);
    ModelId before = model.bundle().id();
    model.replace(next);
    metrics.modelLoaded(next.id(), Duration.ofNanos(System.nanoTime() - start));
    LOG.info("model {} follows {}", describe(next.id()), describe(before));
  }

  private void refuse(@Nullable String why) {
    metrics.modelRefused();
    LOG.warn("{}; model {} goes on", why, describe(model.bundle().id()));
  }

  private static String describe(ModelId id) {
    return "%s %s (%s)".formatted(id.name(), id.version(), id.sha256());
  }

  /** Looks no more; a bundle that is being loaded may still be put in place. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
