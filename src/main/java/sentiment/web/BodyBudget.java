package sentiment.web;

import java.util.concurrent.atomic.AtomicLong;

/** Memory for the bodies of requests, shared by all of them. Safe for use by several threads. */
final class BodyBudget {

  /** So much of each body costs nothing, so that large ones can't lock small ones out. */
  static final int SMALL = 64 << 10;

  private final AtomicLong free;

  BodyBudget(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Takes some of it, or leaves all of it and says no. */
  boolean take(long bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    free.addAndGet(bytes);
    return false;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    free.addAndGet(bytes);
  }
}
