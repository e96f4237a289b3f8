package sentiment.streams;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a schema registry, repeated for some seconds while it does not answer. What comes
 * from something in front of the registry, such as a proxy's page, is no answer: only JSON is. Safe
 * for use by several threads.
 */
final class RegistryClient {

  /**
   * How long all attempts of a task take at most. It happens inside a transaction, which the
   * brokers abort after 10 seconds.
   */
  static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final long FIRST_PAUSE_MS = 50;
  private static final int ATTEMPTS_PER_PATIENCE = 3;

  private final ObjectMapper mapper = new ObjectMapper();
  private final RegistrySettings settings;
  private final Duration patience;
  private final HttpClient http;
  private volatile int current; // index of the address that answered last

  /** Each task, from its {@link #deadline}, takes {@code patience} at most. */
  RegistryClient(RegistrySettings settings, Duration patience) {
    this.settings = settings;
    this.patience = patience;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.dividedBy(ATTEMPTS_PER_PATIENCE));
    settings.tls().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /**
   * What the registry said.
   *
   * @param status of HTTP, 200 to 499
   */
  record Answer(int status, JsonNode body) {

    boolean isSuccess() {
      return status < 300;
    }

    /** The registry's explanation of a failure, on one line. */
    String message() {
      String message = body.path("message").asText("no message").replaceAll("\\s+", " ");
      return message.length() <= 300 ? message : message.substring(0, 300) + "...";
    }
  }

  /** When a task that starts now has to be over, as {@link System#nanoTime} counts. */
  long deadline() {
    return System.nanoTime() + patience.toNanos();
  }

  /**
   * Fetches what is there.
   *
   * @param path behind the registry's address, with a slash at its start
   * @throws RegistryUnavailableException if there is no answer until the deadline
   * @throws StreamFailedException if the registry does not accept who asks
   */
  Answer get(String path, long deadline) {
    return send(path, null, deadline);
  }

  /** Sends an object; the rest is as in {@link #get}. */
  Answer post(String path, JsonNode body, long deadline) {
    return send(path, body.toString(), deadline);
  }

  private Answer send(String path, @Nullable String body, long deadline) {
    String reason = "no time left";
    long pause = FIRST_PAUSE_MS;
    int index = current;
    URI url = settings.urls().get(index);
    while (deadline - System.nanoTime() > 0) {
      url = settings.urls().get(index);
      try {
        HttpResponse<String> response = exchange(request(url, path, body), deadline);
        Answer answer = answer(url, response);
        if (answer != null) {
          current = index;
          return answer;
        }
        reason = "status " + response.statusCode() + " without a registry's JSON";
      } catch (ExecutionException e) {
        reason = reason(e);
      } catch (TimeoutException e) {
        reason = "too slow";
      }
      index = (index + 1) % settings.urls().size();
      pause(Math.min(TimeUnit.MILLISECONDS.toNanos(pause), deadline - System.nanoTime()));
      pause *= 2;
    }
    throw new RegistryUnavailableException(
        "schema registry at %s does not answer: %s".formatted(url, reason));
  }

  private HttpRequest request(URI url, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).header("Accept", JSON);
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    if (body != null) {
      request.header("Content-Type", JSON).POST(BodyPublishers.ofString(body));
    }
    return request.build();
  }

  private HttpResponse<String> exchange(HttpRequest request, long deadline)
      throws ExecutionException, TimeoutException {
    long timeout =
        Math.min(deadline - System.nanoTime(), patience.dividedBy(ATTEMPTS_PER_PATIENCE).toNanos());
    // HttpRequest's own timeout ends with the headers
    CompletableFuture<HttpResponse<String>> response =
        http.sendAsync(request, BodyHandlers.ofString());
    try {
      return response.get(timeout, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      response.cancel(true);
    }
  }

  /** Null for what is no answer of a registry, or asks to come again. */
  private @Nullable Answer answer(URI url, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      throw new StreamFailedException(
          ("schema registry at %s does not let this program in (status %d): check"
                  + " schema.registry.user and password, or token")
              .formatted(url, status));
    }
    boolean askedToWait = status == 408 || status == 429 || status >= 500;
    if (askedToWait) {
      return null;
    }
    JsonNode body = json(response.body());
    boolean isFailure = status >= 300;
    return body == null || (isFailure && !body.has("error_code")) ? null : new Answer(status, body);
  }

  private @Nullable JsonNode json(String text) {
    try {
      JsonNode json = mapper.readTree(text);
      return json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String reason(ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    String what = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? what : what + ": " + cause.getMessage();
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static RegistryUnavailableException interrupted() {
    Thread.currentThread().interrupt();
    return new RegistryUnavailableException("interrupted while asking the schema registry");
  }
}
