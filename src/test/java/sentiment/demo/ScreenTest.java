package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {

  @Test
  void shouldUseColoursOnATerminalUnlessAskedNotTo() {
    assertThat(screen(true, Map.of()).ansi()).isTrue();
    assertThat(screen(true, Map.of("NO_COLOR", "")).ansi()).isTrue();
    assertThat(screen(true, Map.of("NO_COLOR", "1")).ansi()).isFalse();
    assertThat(screen(true, Map.of("TERM", "dumb")).ansi()).isFalse();
    assertThat(screen(false, Map.of()).ansi()).isFalse();
  }

  @Test
  void shouldTakeItsWidthFromTheEnvironment() {
    assertThat(screen(true, Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
    assertThat(screen(true, Map.of("COLUMNS", "wide")).columns()).isEqualTo(100);
    assertThat(screen(true, Map.of()).columns()).isEqualTo(100);
    assertThat(screen(true, Map.of("COLUMNS", "3")).columns()).isEqualTo(40);
  }

  private static Screen screen(boolean terminal, Map<String, String> environment) {
    return Screen.of(System.out, terminal, environment);
  }
}
