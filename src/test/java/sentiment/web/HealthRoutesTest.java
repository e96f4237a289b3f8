package sentiment.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sentiment.streams.StreamHealth;

class HealthRoutesTest {

  @Test
  void shouldTellStatusAndCause() throws IOException {
    assertAnswer("/health/live", 200, "{\"status\":\"up\",\"cause\":\"starting: %s\"}");
    assertAnswer("/health/ready", 503, "{\"status\":\"down\",\"cause\":\"starting: %s\"}");
  }

  private static void assertAnswer(String path, int status, String body) throws IOException {
    Route route =
        HealthRoutes.of(new StreamHealth(System::nanoTime)).stream()
            .filter(candidate -> candidate.pattern().equals(path))
            .findFirst()
            .orElseThrow();

    WebResponse answer =
        route.handler().handle(new WebRequest(Map.of(), Map.of(), Map.of(), new byte[0]));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(new String(answer.body(), UTF_8)).isEqualTo(body, "the program is starting");
  }
}
