package sentiment.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.deployment.YamlFile.list;
import static sentiment.deployment.YamlFile.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each alert says what people need, has an entry in the runbook and a test that sees it fire. */
class AlertsTest {

  private static final String RUNBOOK = "http://localhost:3000/public/sentiment/RUNBOOK.md";

  private final List<Map<String, Object>> alerts =
      list(YamlFile.read("grafana/prometheus/alerts.yml").get("groups")).stream()
          .flatMap(group -> list(map(group).get("rules")).stream())
          .map(YamlFile::map)
          .filter(rule -> rule.containsKey("alert"))
          .toList();

  AlertsTest() throws IOException {}

  @Test
  void shouldSayWhatItIsAbout() {
    assertThat(alerts).hasSizeGreaterThanOrEqualTo(10);
    assertThat(alerts).extracting(AlertsTest::name).doesNotHaveDuplicates();
    for (Map<String, Object> alert : alerts) {
      assertThat(map(alert.get("labels")).get("severity"))
          .as(name(alert))
          .isIn("critical", "warning");
      assertThat(map(alert.get("annotations")))
          .as(name(alert))
          .containsOnlyKeys("summary", "description", "runbook_url")
          .containsEntry("runbook_url", RUNBOOK + "#" + anchor(alert));
    }
  }

  @Test
  void shouldHaveAnEntryInTheRunbook() throws IOException {
    Map<String, String> entries =
        Files.readString(Path.of("grafana/RUNBOOK.md"))
            .lines()
            .collect(Collectors.groupingBy(new Sections(), Collectors.joining("\n")));
    entries.remove("");
    assertThat(entries.keySet())
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(AlertsTest::name).toList());
    entries.forEach(
        (name, text) ->
            assertThat(text)
                .as(name)
                .contains("**Means:**", "**Why:**", "**Do:**", "**Let it be:**"));
  }

  @Test
  void shouldBeSeenFiringByATest() throws IOException {
    Set<String> seen =
        list(YamlFile.read("grafana/prometheus/alerts_test.yml").get("tests")).stream()
            .flatMap(test -> list(map(test).get("alert_rule_test")).stream())
            .map(YamlFile::map)
            .filter(check -> check.containsKey("exp_alerts"))
            .map(check -> check.get("alertname").toString())
            .collect(Collectors.toSet());
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(AlertsTest::name).toList());
  }

  private static String name(Map<String, Object> alert) {
    return alert.get("alert").toString();
  }

  /** As Markdown makes it from a heading. */
  private static String anchor(Map<String, Object> alert) {
    return name(alert).toLowerCase(Locale.ROOT);
  }

  /** Gives each line the heading above it; lines in order. */
  private static final class Sections implements Function<String, String> {

    private String heading = "";

    @Override
    public String apply(String line) {
      if (line.startsWith("## ")) {
        heading = line.substring(3);
      }
      return heading;
    }
  }
}
