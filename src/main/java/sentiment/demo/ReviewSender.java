package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sentiment.streams.ReviewProducer;

/** Sends records one after the other, evenly spread over time. */
public final class ReviewSender {

  private final ReviewProducer producer;
  private final int perSecond;

  /**
   * Sends nothing yet.
   *
   * @param perSecond how many a second, 0 for as many as the brokers take
   */
  public ReviewSender(ReviewProducer producer, int perSecond) {
    this.producer = producer;
    this.perSecond = perSecond;
  }

  /**
   * Hands all records to the producer, each under its review's id as the key. One that is late is
   * sent at once, so the rate holds on average.
   *
   * @param sending is told of each record just before it is sent
   * @throws sentiment.streams.StreamFailedException if a record can't be sent
   * @throws InterruptedException if the thread was interrupted, which ends this between two records
   */
  public void send(Iterator<DemoRecord> records, Consumer<DemoRecord> sending)
      throws InterruptedException {
    long start = System.nanoTime();
    for (long i = 0; records.hasNext(); i++) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      DemoRecord record = records.next();
      if (perSecond > 0) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      }
      byte[] value = record.value().bytes();
      sending.accept(record);
      producer.send(record.review().id().getBytes(UTF_8), value);
    }
  }
}
