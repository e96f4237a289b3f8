package sentiment.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import sentiment.streams.ReviewProducer;
import sentiment.streams.StreamFailedException;

/**
 * Sends until all is sent or the program is told to end, then says on standard output how many
 * records the brokers have taken.
 */
final class Delivery {

  /** Hands records to the producer. */
  interface Sending {
    void run() throws InterruptedException;
  }

  private final ReviewProducer producer;
  private final String topic;
  private final CountDownLatch idle = new CountDownLatch(1);
  private boolean finished;

  /** Sends nothing yet; the producer is closed in the end. */
  Delivery(ReviewProducer producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  /**
   * Sends and waits for the brokers. A Ctrl-C or SIGTERM meanwhile interrupts the sending; what was
   * sent by then is waited for and told as well, and this does not return.
   *
   * @throws StreamFailedException if the brokers did not take a record
   */
  void run(Sending sending) {
    Thread hook = new Thread(farewell(Thread.currentThread()), "produce-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      send(sending);
      finish();
    } finally {
      remove(hook);
    }
  }

  private void send(Sending sending) {
    try {
      sending.run();
      producer.flush();
    } catch (InterruptedException e) {
      // told to end; closing waits for what is on its way
    } finally {
      rest();
    }
  }

  /** From here on nothing interrupts the thread: closing would no longer wait for the brokers. */
  private synchronized void rest() {
    idle.countDown();
    boolean unused = Thread.interrupted();
  }

  private synchronized void interrupt(Thread sending) {
    if (idle.getCount() > 0) {
      sending.interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) { // the hook runs
      System.exit(0); // blocks until the program ends, with the exit code that it ends with
    }
  }

  private Runnable farewell(Thread sending) {
    return () -> {
      interrupt(sending);
      try {
        // a read of standard input does not end by itself
        boolean unused = idle.await(1, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      try {
        finish();
      } catch (StreamFailedException e) {
        System.err.println("sentiment: " + e.getMessage());
      }
    };
  }

  /** In the sending thread or in the hook, whichever comes first; the other one waits. */
  private synchronized void finish() {
    if (finished) {
      return;
    }
    producer.close();
    producer.check();
    System.out.printf("{\"topic\":\"%s\",\"sent\":%d}%n", topic, producer.arrived());
    finished = true;
  }
}
