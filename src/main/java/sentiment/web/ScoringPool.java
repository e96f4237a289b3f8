package sentiment.web;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that score for the web, apart from those of the stream, and few, so that a crowd of
 * requests leaves the stream its share of the cores. Requests take turns: one that needs the model
 * again goes to the end of the line.
 */
final class ScoringPool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScoringPool.class);

  /** A thread that has nothing to do gives back the memory that it scores with. */
  private static final int IDLE_SECONDS = 60;

  private final Semaphore places;
  private final ThreadPoolExecutor threads;

  /**
   * @param maxRequests that are being answered or wait for it
   */
  ScoringPool(int count, int maxRequests) {
    places = new Semaphore(maxRequests);
    AtomicInteger number = new AtomicInteger();
    // at most one job of each request waits, so the places bound it
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            job -> {
              Thread thread = new Thread(job, "web-scoring-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** A quarter of the cores, at least one thread; as many requests as wait for a few seconds. */
  static ScoringPool forCores(int cores) {
    return new ScoringPool(Math.max(1, cores / 4), 128);
  }

  /** For explanations: one thread, and as few requests as it answers in a quarter of a minute. */
  static ScoringPool forExplanations() {
    return new ScoringPool(1, 4);
  }

  /** Lets a request in until it ends, or answers that it has to come again. */
  boolean admit(Exchange exchange) {
    if (!places.tryAcquire()) {
      exchange.answer(
          WebResponse.error(503, "HTTP 503: too many requests to score, try again")
              .with("Retry-After", "1"));
      return false;
    }
    exchange.onEnd(places::release);
    return true;
  }

  /** How many more requests are let in. */
  int places() {
    return places.availablePermits();
  }

  /** Runs a job of a request that was let in. If it throws, that is answered. */
  void run(Exchange exchange, Runnable job) {
    try {
      threads.execute(
          () -> {
            try {
              if (!exchange.isOver()) {
                job.run();
              }
            } catch (RuntimeException | OutOfMemoryError e) {
              // no message, it may hold a review
              LOG.error("scoring a request failed: {}", e.getClass().getName());
              LOG.debug("scoring a request failed", e);
              exchange.giveUp(JsonErrors.answer(500));
            }
          });
    } catch (RejectedExecutionException e) {
      exchange.giveUp(JsonErrors.answer(503)); // closed
    }
  }

  /** Stops; waiting requests get no answer any more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
