package sentiment.bench;

/**
 * One run of a variant with all reviews in the input topic before it starts.
 *
 * @param reviewsPerSecond from the first call of the model to the last committed result
 * @param wordsPerSecond that the model read in that time
 * @param batchMean reviews of a batch
 * @param batchMedian reviews of a batch
 * @param batchMax reviews of a batch
 * @param paddingRatio share of padded batches that would have been padding, 0 to 1
 * @param inferenceShare of that time, of one thread
 * @param changelogRecords per review
 * @param changelogTombstones of those, per review
 * @param changelogBytes per review, keys and values uncompressed
 */
record Saturation(
    double reviewsPerSecond,
    double wordsPerSecond,
    double batchMean,
    long batchMedian,
    long batchMax,
    double paddingRatio,
    double inferenceShare,
    double changelogRecords,
    double changelogTombstones,
    double changelogBytes) {}
