package sentiment.web;

import java.time.Duration;

/**
 * What strangers can make the server hold at most.
 *
 * @param connections open at a time; more wait in the operating system
 * @param arrival time from one answer to the next request's headers, and from those to the end of
 *     its body, however steadily bytes drop in
 * @param answer time to answer, until the last byte is taken
 * @param headerBytes of a request line with its headers
 * @param bodyBytes of all bodies together that are being read or answered
 */
record WebLimits(
    int connections, Duration arrival, Duration answer, int headerBytes, long bodyBytes) {

  private static final long MIN_BODY_BYTES = 8 << 20;
  private static final long MAX_BODY_BYTES = 64 << 20;

  /** For a virtual machine with that much memory for objects. */
  static WebLimits of(long maxHeap) {
    long bodyBytes = Math.max(MIN_BODY_BYTES, Math.min(MAX_BODY_BYTES, maxHeap / 16));
    return new WebLimits(256, Duration.ofSeconds(30), Duration.ofSeconds(120), 16 << 10, bodyBytes);
  }
}
