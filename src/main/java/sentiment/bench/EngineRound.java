package sentiment.bench;

/**
 * One engine at one number of threads and one batch size, for a while.
 *
 * @param reviewsPerSecond of all threads together, by the wall clock
 * @param tokensPerSecond of all threads together
 * @param gflops 10^9 floating-point operations a second in matrix products, two a multiply-add
 * @param peakGflops what as many threads did just before in nothing but multiply-adds
 * @param shareOfPeak that the matrix products reached, 0 to 1
 * @param coreShare share of the time for which the calling threads had a core, 0 to 1; below 1 the
 *     machine did other work too, or the threads waited for others
 */
record EngineRound(
    double reviewsPerSecond,
    double tokensPerSecond,
    double gflops,
    double peakGflops,
    double shareOfPeak,
    double coreShare) {}
