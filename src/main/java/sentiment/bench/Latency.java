package sentiment.bench;

/**
 * How long reviews took, in milliseconds: through Kafka, from the time a review was due to be sent
 * until its committed score was read; of an engine alone, from a text to its explained score.
 *
 * @param load what was sent, in words
 * @param perSecond mean rate of the load, in reviews
 * @param reviews measured
 */
record Latency(
    String load, double perSecond, int reviews, double p50, double p95, double p99, double max) {

  static Latency of(String load, double perSecond, long[] nanos) {
    Percentiles percentiles = Percentiles.of(nanos);
    return new Latency(
        load,
        perSecond,
        percentiles.count(),
        percentiles.at(50) / 1e6,
        percentiles.at(95) / 1e6,
        percentiles.at(99) / 1e6,
        percentiles.at(100) / 1e6);
  }
}
