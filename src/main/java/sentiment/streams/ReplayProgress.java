package sentiment.streams;

/** Told now and then how much of the rejected topic has been read, in records, markers included. */
@FunctionalInterface
public interface ReplayProgress {

  void update(long done, long total);
}
