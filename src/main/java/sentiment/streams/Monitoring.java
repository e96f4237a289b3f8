package sentiment.streams;

/**
 * Who is told how an application is.
 *
 * @param health is kept right, from before the start on
 * @param observer gets to see the stream
 */
public record Monitoring(StreamHealth health, StreamObserver observer) {

  /** Nobody is told. */
  public static Monitoring none() {
    return new Monitoring(new StreamHealth(System::nanoTime), StreamObserver.NONE);
  }
}
