package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PointInTimeTest {

  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "2026-01-30T08:00:00Z, 2026-01-30T08:00:00Z",
    "2026-01-30T08:00Z, 2026-01-30T08:00:00Z",
    "2026-01-30T08:00:00.123Z, 2026-01-30T08:00:00.123Z",
    "2026-01-30T08:00:00+02:00, 2026-01-30T06:00:00Z",
    "2026-01-30T08:00:00+01:00[Europe/Berlin], 2026-01-30T07:00:00Z",
    "2026-01-30, 2026-01-30T00:00:00Z",
    "PT1H, 2026-01-31T11:00:00Z",
    "pt1h, 2026-01-31T11:00:00Z",
    "P2D, 2026-01-29T12:00:00Z",
    "PT0S, 2026-01-31T12:00:00Z",
  })
  void shouldReadATime(String text, Instant expected) {
    assertThat(PointInTime.parse("--since", text, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "1h",
        "2026-01-30T08:00:00",
        "2026-02-30",
        "30.01.2026",
        "PT-1H",
        "P",
        "P999999999999999D",
        "1767355200123",
      })
  void shouldNameTheExpectedForms(String text) {
    assertThatThrownBy(() -> PointInTime.parse("--since", text, NOW))
        .isInstanceOf(UsageException.class)
        .hasMessage("--since %s: expected %s", text, PointInTime.EXPECTED);
  }

  @Test
  void shouldNameTheOption() {
    assertThatThrownBy(() -> PointInTime.parse("--until", "x", NOW))
        .hasMessageStartingWith("--until x: ");
  }
}
