package sentiment.bench;

/**
 * What is compared in one run.
 *
 * @param threads that score side by side, each with its own session; all cores for an engine that
 *     spreads a batch over them by itself
 * @param batch reviews scored together
 */
record EngineSetup(Engine engine, int threads, int batch) {}
