package sentiment.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Reads the body of one request as it comes in; no thread waits for it. */
final class BodyReader implements Runnable {

  private final Exchange exchange;
  private final int maxBytes;
  private final BodyBudget budget;
  private final Consumer<byte[]> whole;
  private ByteArrayOutputStream body = new ByteArrayOutputStream(0);
  private long taken;
  private boolean closed;

  /**
   * @param whole gets the body; not called if it is refused, breaks off or has an answer before
   */
  BodyReader(Exchange exchange, int maxBytes, BodyBudget budget, Consumer<byte[]> whole) {
    this.exchange = exchange;
    this.maxBytes = maxBytes;
    this.budget = budget;
    this.whole = whole;
    exchange.onEnd(this::giveBack);
  }

  /** Reads what is there; comes back by itself when there is more. */
  @Override
  public void run() {
    Request request = exchange.request();
    while (true) {
      Content.Chunk chunk;
      synchronized (this) { // the request may be used no more once it has ended
        if (isOver()) {
          return;
        }
        chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
      }
      if (Content.Chunk.isFailure(chunk)) {
        if (chunk.getFailure() instanceof TimeoutException) {
          exchange.refuse(JsonErrors.answer(408));
        } else {
          exchange.fail(chunk.getFailure());
        }
        return;
      }
      boolean isLast = chunk.isLast();
      boolean fits = append(chunk.getByteBuffer());
      chunk.release();
      if (!fits || isOver()) {
        return;
      }
      if (isLast) {
        byte[] bytes = body.toByteArray();
        body = new ByteArrayOutputStream(0); // this object lives until the answer is sent
        whole.accept(bytes);
        return;
      }
    }
  }

  private boolean append(ByteBuffer bytes) {
    long size = (long) body.size() + bytes.remaining();
    if (size > maxBytes) {
      exchange.refuse(tooLarge(maxBytes));
      return false;
    }
    if (!pay(size)) {
      if (!isOver()) {
        exchange.refuse(
            WebResponse.error(503, "HTTP 503: other requests take all memory, try again")
                .with("Retry-After", "1"));
      }
      return false;
    }
    byte[] part = new byte[bytes.remaining()];
    bytes.get(part);
    body.writeBytes(part);
    return true;
  }

  static WebResponse tooLarge(int maxBytes) {
    return WebResponse.error(413, "HTTP 413: at most " + maxBytes + " bytes are read");
  }

  /** Whether nobody needs the body any more. */
  private synchronized boolean isOver() {
    return closed || exchange.isAnswered();
  }

  private synchronized boolean pay(long size) {
    if (closed) {
      return false;
    }
    long missing = size - BodyBudget.SMALL - taken;
    if (missing <= 0) {
      return true;
    }
    if (!budget.take(missing)) {
      return false;
    }
    taken += missing;
    return true;
  }

  private synchronized void giveBack() {
    closed = true;
    budget.give(taken);
    taken = 0;
  }
}
