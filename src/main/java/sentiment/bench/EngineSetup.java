package sentiment.bench;

import java.util.List;

/**
 * What is compared in one run.
 *
 * @param reviews ids of those that it scores, as its model reads them
 * @param threads that score side by side, each with its own session; all cores for an engine that
 *     spreads a batch over them by itself
 * @param batch reviews scored together
 */
record EngineSetup(Engine engine, List<int[]> reviews, int threads, int batch) {}
