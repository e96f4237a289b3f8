package sentiment.web;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One request on its way to an answer. Whoever answers first wins; later answers are dropped. No
 * thread waits for the peer, neither to send nor to take. Safe for use by several threads.
 */
final class Exchange {

  /** After a refusal so much more is read and thrown away, so that the peer sees the answer. */
  private static final long MAX_LINGER_BYTES = 16 << 20;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final Deadlines deadlines;
  private final WebLimits limits;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final List<Runnable> onEnd = new ArrayList<>();
  private boolean ended; // guarded by onEnd
  private volatile long begun;

  Exchange(
      Request request,
      Response response,
      Callback callback,
      Deadlines deadlines,
      WebLimits limits) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.deadlines = deadlines;
    this.limits = limits;
    deadlines.set(connection(), limits.arrival(), this::tooSlow);
  }

  Request request() {
    return request;
  }

  /** Runs that when all is over, however it ends; at once if it is. */
  void onEnd(Runnable action) {
    synchronized (onEnd) {
      if (!ended) {
        onEnd.add(action);
        return;
      }
    }
    action.run();
  }

  /** Whether nobody waits for an answer any more. */
  boolean isOver() {
    synchronized (onEnd) {
      return ended;
    }
  }

  /** Whether this call ended it. */
  private boolean hasEnded() {
    synchronized (onEnd) {
      if (ended) {
        return false;
      }
      ended = true;
    }
    onEnd.forEach(Runnable::run);
    return true;
  }

  /** The request is whole: from now on time runs for the answer. */
  void arrived() {
    deadlines.set(connection(), limits.answer(), connection().getEndPoint()::close);
  }

  /** Answers. */
  void answer(WebResponse answer) {
    if (answer.status() == HttpStatus.NOT_MODIFIED_304) {
      answerHead(answer);
    } else if (answered.compareAndSet(false, true)) {
      arrived();
      writeHead(answer);
      write(true, answer.body(), Callback.from(this::succeed, this::fail));
    }
  }

  /** Answers without a body, and without a length: it would be that of a body not sent. */
  void answerHead(WebResponse head) {
    if (begin(head)) {
      // as if more came: after the last part, Jetty itself would say that the length is 0
      response.write(false, null, Callback.from(this::succeed, this::fail));
    }
  }

  /** Answers a request before its body is read; if it has one, the connection is closed. */
  void refuseUnread(WebResponse answer) {
    boolean hasBody =
        request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    if (hasBody) {
      refuse(answer);
    } else {
      answer(answer);
    }
  }

  /** Answers a request that is not read to its end, and closes the connection. */
  void refuse(WebResponse answer) {
    if (answered.compareAndSet(false, true)) {
      refuse(answer, () -> linger(0));
    }
  }

  /**
   * Begins an answer whose body comes in parts.
   *
   * @return whether it may go on; false if there was an answer before
   */
  boolean begin(WebResponse head) {
    if (!answered.compareAndSet(false, true)) {
      return false;
    }
    arrived();
    begun = System.nanoTime();
    response.setStatus(head.status());
    headers(head);
    return true;
  }

  /** Whether only the head is wanted. */
  boolean isHead() {
    return request.getMethod().equals("HEAD");
  }

  /**
   * Sends a part of an answer that was begun, one at a time. Time runs anew for each part.
   *
   * @param sent called when the peer has room for more; not at all when it is gone
   */
  void send(byte[] part, Runnable sent) {
    arrived();
    response.write(false, ByteBuffer.wrap(part), Callback.from(sent, this::fail));
  }

  /** Ends an answer that was begun. */
  void end(byte[] lastPart) {
    arrived();
    write(true, lastPart, Callback.from(this::succeed, this::fail));
  }

  /** Answers if there was no answer yet; one that was begun breaks off. */
  void giveUp(WebResponse answer) {
    if (answered.get()) {
      abort();
    } else {
      answer(answer);
    }
  }

  /** Ends all by closing the connection. */
  void abort() {
    connection().getEndPoint().close();
    fail(new EofException("broken off"));
  }

  /** For a thread that may not read: another one reads, or waits for what comes next. */
  private void tooSlow() {
    if (answered.compareAndSet(false, true)) {
      refuse(JsonErrors.answer(408), this::abort);
    }
  }

  private void refuse(WebResponse answer, Runnable taken) {
    deadlines.set(connection(), limits.arrival(), this::abort);
    writeHead(answer.with("Connection", "close"));
    write(true, answer.body(), Callback.from(taken, this::fail));
  }

  private void writeHead(WebResponse answer) {
    response.setStatus(answer.status());
    headers(answer);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
  }

  private void headers(WebResponse answer) {
    SafeHeaders.addTo(response.getHeaders());
    if (!answer.contentType().isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    }
    answer.headers().forEach(response.getHeaders()::put);
  }

  private void write(boolean last, byte[] body, Callback done) {
    response.write(last, isHead() ? null : ByteBuffer.wrap(body), done);
  }

  private void linger(long read) {
    long bytes = read;
    while (bytes < MAX_LINGER_BYTES) {
      Content.Chunk chunk;
      synchronized (onEnd) {
        if (ended) {
          return;
        }
        chunk = request.read();
        if (chunk == null) {
          long before = bytes;
          request.demand(() -> linger(before));
          return;
        }
      }
      if (Content.Chunk.isFailure(chunk)) {
        break;
      }
      bytes += chunk.remaining();
      boolean isLast = chunk.isLast();
      chunk.release();
      if (isLast) {
        break;
      }
    }
    succeed();
  }

  private void succeed() {
    if (hasEnded()) {
      // before Jetty looks for the next request
      deadlines.set(connection(), limits.arrival(), connection().getEndPoint()::close);
      callback.succeeded();
    }
  }

  /** Ends without an answer: the peer is gone, or what it sent broke off. */
  void fail(Throwable cause) {
    if (hasEnded()) {
      answered.set(true);
      callback.failed(cause);
    }
  }

  /** When the answer ended, or its first part was sent; as {@link System#nanoTime} counts. */
  long endOfHead() {
    return begun == 0 ? System.nanoTime() : begun;
  }

  /** Whether an answer was begun, by us; a peer that goes before gets none. */
  boolean isAnswered() {
    return answered.get();
  }

  /** The answer's status. */
  int status() {
    return response.getStatus();
  }

  private Connection connection() {
    return request.getConnectionMetaData().getConnection();
  }
}
