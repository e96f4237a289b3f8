package sentiment.web;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request without a network: parts of its body come, and time passes, when a test says so. */
final class FakePeer {

  static final WebLimits LIMITS =
      new WebLimits(1, Duration.ofSeconds(1), Duration.ofSeconds(5), 1 << 10, 1 << 20);

  final HttpFields.Mutable headers = HttpFields.build();
  final ByteArrayEndPoint endPoint = new ByteArrayEndPoint();
  final Exchange exchange;
  int reads;
  int ends;
  int status;

  /** What happens between a part's coming and its being looked at. */
  Runnable meanwhile = () -> {};

  private final Deque<Content.Chunk> parts = new ArrayDeque<>();
  private final AtomicLong now = new AtomicLong();
  private final Deadlines deadlines = new Deadlines(LIMITS.arrival(), now::get);
  private @Nullable Runnable demand;

  FakePeer() {
    Connection connection = fake(Connection.class, Map.of("getEndPoint", args -> endPoint));
    ConnectionMetaData metaData =
        fake(ConnectionMetaData.class, Map.of("getConnection", args -> connection));
    Request request =
        fake(
            Request.class,
            Map.of(
                "getConnectionMetaData", args -> metaData,
                "getMethod", args -> "POST",
                "read", args -> read(),
                "demand", args -> demand((Runnable) args[0])));
    Response response =
        fake(
            Response.class,
            Map.of(
                "getHeaders", args -> headers,
                "getStatus", args -> status,
                "setStatus", args -> status = (int) args[0],
                "write", args -> succeed((Callback) args[2])));
    Callback callback = Callback.from(() -> ends++, failure -> ends++);
    exchange = new Exchange(request, response, callback, deadlines, LIMITS);
  }

  /** What comes next of the body; whoever waits for it is called. */
  void send(byte[] part, boolean isLast) {
    parts.add(Content.Chunk.from(ByteBuffer.wrap(part), isLast));
    Runnable waiting = demand;
    demand = null;
    if (waiting != null) {
      waiting.run();
    }
  }

  /** Lets that time pass, and deadlines with it. */
  void pass(Duration time) {
    now.addAndGet(time.toNanos());
    deadlines.sweep();
  }

  private Content.@Nullable Chunk read() {
    reads++;
    Content.Chunk part = parts.poll();
    if (part != null) {
      meanwhile.run();
    }
    return part;
  }

  private @Nullable Object demand(Runnable waiting) {
    if (demand != null) {
      throw new IllegalArgumentException("demand pending"); // as Jetty does
    }
    demand = waiting;
    return null;
  }

  private static @Nullable Object succeed(Callback callback) {
    callback.succeeded();
    return null;
  }

  private static <T> T fake(Class<T> type, Map<String, Function<Object[], @Nullable Object>> does) {
    InvocationHandler handler =
        (proxy, method, args) ->
            switch (method.getName()) {
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == args[0];
              default -> {
                Function<Object[], @Nullable Object> answer = does.get(method.getName());
                if (answer == null) {
                  throw new UnsupportedOperationException(method.getName());
                }
                yield answer.apply(args);
              }
            };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
