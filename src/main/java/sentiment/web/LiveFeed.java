package sentiment.web;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sentiment.model.ModelId;
import sentiment.scoring.Judgement;
import sentiment.scoring.LiveModel;
import sentiment.scoring.Rejection;
import sentiment.scoring.ReviewFeed;
import sentiment.scoring.ReviewScoreJson;

/**
 * Shows a sample of what is scored to those who watch. Threads that score only choose; explanations
 * and JSON are made in a thread of the feed. While nobody watches, it keeps the last reviews at a
 * low rate for who comes next, and does nothing else.
 *
 * <p>Texts of more than {@value #MAX_TEXT} UTF-16 units are not shown; they count as sampled out.
 * Safe for use by several threads.
 */
final class LiveFeed implements ReviewFeed, AutoCloseable {

  /** Longest text that is shown. */
  static final int MAX_TEXT = 20_000;

  /** Most events of reviews in a second. */
  static final int PER_SECOND = 20;

  static final int MAX_WATCHERS = 32;
  static final int MAX_RECENT = 20;

  private static final int PER_SECOND_UNWATCHED = 2;

  /** Events that the feed's thread has not come to; it is late then, and more would not help. */
  private static final int MAX_LATE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  private final String application;
  private final LiveModel model;
  private final boolean score;
  private final IntSupplier buffered;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final ScheduledThreadPoolExecutor thread;

  // guarded by this
  private final Sampler sampler = new Sampler(PER_SECOND);
  private final Sampler unwatchedSampler = new Sampler(PER_SECOND_UNWATCHED);
  private final LiveStatistics statistics = new LiveStatistics();
  private final Set<Watcher> joined = new LinkedHashSet<>();

  // of the feed's thread
  private final Set<Watcher> watching = new LinkedHashSet<>();
  private final Deque<String> recent = new ArrayDeque<>();
  private ModelId served;
  private long secondBegan;

  /**
   * @param score whether reviews may be scored over HTTP, as watchers are told
   * @param buffered how many reviews wait in batches
   * @param nanoTime counts as {@link System#nanoTime} does
   */
  LiveFeed(
      String application,
      LiveModel model,
      boolean score,
      IntSupplier buffered,
      Clock clock,
      LongSupplier nanoTime) {
    this.application = application;
    this.model = model;
    this.score = score;
    this.buffered = buffered;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.served = model.bundle().id();
    this.secondBegan = nanoTime.getAsLong();
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "web-live");
              daemon.setDaemon(true);
              return daemon;
            });
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Sends statistics every second from now on. */
  void start() {
    ScheduledFuture<?> unused = // a tick throws nothing
        thread.scheduleAtFixedRate(() -> guarded(this::tick), 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void show(List<Item> batch) {
    List<Item> chosen;
    synchronized (this) {
      List<Item> candidates = batch.stream().filter(this::isCandidate).toList();
      boolean isLate = thread.getQueue().size() > MAX_LATE;
      int n =
          isLate
              ? 0
              : (joined.isEmpty() ? unwatchedSampler : sampler)
                  .take(candidates.size(), nanoTime.getAsLong());
      chosen = evenly(candidates, n);
      if (!joined.isEmpty() && !batch.isEmpty()) {
        statistics.add(batch, batch.size() - n);
      }
    }
    if (!chosen.isEmpty()) {
      later(() -> chosen.forEach(this::publish));
    }
  }

  private boolean isCandidate(Item item) {
    return item.verdict() instanceof Judgement judgement
        ? judgement.textLength() <= MAX_TEXT
        : !joined.isEmpty();
  }

  private static List<Item> evenly(List<Item> items, int n) {
    List<Item> chosen = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      chosen.add(items.get((int) ((2L * i + 1) * items.size() / (2L * n))));
    }
    return chosen;
  }

  private void publish(Item item) {
    if (item.verdict() instanceof Judgement judgement) {
      String json = ReviewScoreJson.writeEvent(judgement.detail(), item.endToEnd());
      recent.add(json);
      if (recent.size() > MAX_RECENT) {
        recent.remove();
      }
      send("review", json);
    } else if (item.verdict() instanceof Rejection rejection) {
      send("rejected", ReviewScoreJson.write(rejection));
    }
  }

  private void send(String name, String json) {
    if (!watching.isEmpty()) {
      byte[] event = LiveEvents.event(name, json);
      watching.forEach(watcher -> watcher.offer(event));
    }
  }

  /** Ends a second: what is served now, and the figures. */
  void tick() {
    long nanos = nanoTime.getAsLong();
    Duration length = Duration.ofNanos(nanos - secondBegan);
    secondBegan = nanos;
    ModelId current = model.bundle().id();
    if (!current.equals(served)) {
      served = current;
      byte[] event = LiveEvents.newModel(current);
      watching.forEach(watcher -> watcher.offer(event));
    }
    if (!watching.isEmpty()) {
      LiveStatistics.Figures figures;
      synchronized (this) {
        figures = statistics.next(length);
      }
      byte[] event = LiveEvents.stats(clock.millis(), figures, buffered.getAsInt());
      watching.forEach(watcher -> watcher.offer(event));
    }
  }

  /**
   * Takes a place for one who wants to watch.
   *
   * @return false if there is none
   */
  synchronized boolean join(Watcher watcher) {
    if (joined.size() >= MAX_WATCHERS) {
      return false;
    }
    if (joined.isEmpty()) {
      statistics.clear();
    }
    joined.add(watcher);
    return true;
  }

  /** Begins to send to one who has joined; the first event is {@code hello}. */
  void greet(Watcher watcher) {
    later(
        () -> {
          if (hasJoined(watcher)) {
            ModelId now = model.bundle().id();
            watcher.offer(
                LiveEvents.hello(application, now, score, PER_SECOND, List.copyOf(recent)));
            watching.add(watcher);
          }
        });
  }

  private synchronized boolean hasJoined(Watcher watcher) {
    return joined.contains(watcher);
  }

  /** One watches no more. */
  void leave(Watcher watcher) {
    synchronized (this) {
      joined.remove(watcher);
    }
    later(() -> watching.remove(watcher));
  }

  /** Does that in the thread of the feed, after all that it has to do before. */
  void later(Runnable work) {
    try {
      thread.execute(() -> guarded(work));
    } catch (RejectedExecutionException e) {
      LOG.debug("the feed is closed", e);
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // no message, it may hold a review
      LOG.error("the live feed failed: {}", e.getClass().getName());
      LOG.debug("the live feed failed", e);
    }
  }

  /** Shows no more. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
