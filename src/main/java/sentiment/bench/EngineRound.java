package sentiment.bench;

/**
 * One engine at one number of threads and one batch size, for a while.
 *
 * @param reviewsPerSecond of all threads together, by the wall clock
 * @param tokensPerSecond of all threads together
 * @param gflops 10^9 floating-point operations a second in matrix products, two a multiply-add
 * @param peakGflops what as many threads did just before in nothing but multiply-adds
 */
record EngineRound(
    double reviewsPerSecond, double tokensPerSecond, double gflops, double peakGflops) {

  /** Share of the machine's peak that the matrix products reached, 0 to 1. */
  double shareOfPeak() {
    return gflops / peakGflops;
  }
}
