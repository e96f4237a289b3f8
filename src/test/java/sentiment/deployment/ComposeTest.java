package sentiment.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static sentiment.deployment.YamlFile.list;
import static sentiment.deployment.YamlFile.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sentiment.streams.StreamSettings;
import sentiment.streams.WebHosts;

/** The compose file and the image fit the program and each other. */
class ComposeTest {

  private static final Pattern VARIABLE =
      Pattern.compile("^(?:ENV)?\\s+([A-Z_]+)=\"?([^\"\\\\\n]*)\"?", Pattern.MULTILINE);

  private final Map<String, Object> services =
      map(YamlFile.read("docker-compose.yml").get("services"));
  private final String pom = Files.readString(Path.of("pom.xml"));
  private final String dockerfile = Files.readString(Path.of("src/etc/Dockerfile"));

  ComposeTest() throws IOException {}

  @Test
  void shouldGiveTheProgramSettingsThatItHasAndAccepts() {
    Map<String, Map<String, Object>> programs = programs();
    assertThat(programs).containsOnlyKeys("scorer-1", "scorer-2", "producer");
    programs.forEach(
        (name, service) -> {
          Map<String, String> environment = new TreeMap<>(ofTheImage());
          map(service.get("environment")).forEach((k, v) -> environment.put(k, v.toString()));
          StreamSettings settings = StreamSettings.of(Map.of(), environment, Map.of());
          assertThat(settings.unknownVariables()).as(name).isEmpty();
          assertThat(settings.bootstrapServers()).as(name).isEqualTo("kafka:9092");
        });
  }

  @Test
  void shouldLetTheScorersShareTheWork() {
    assertThat(programs().get("scorer-1").get("environment"))
        .isEqualTo(programs().get("scorer-2").get("environment"));
  }

  @Test
  void shouldRunTheVersionsOfThePom() {
    assertThat(image("kafka")).isEqualTo("apache/kafka:" + property("kafka.version"));
    assertThat(image("topics")).isEqualTo(image("kafka"));
    String version = group("<artifactId>sentiment</artifactId>\\s*<version>([^<]*)<", pom);
    assertThat(image("scorer-1")).isEqualTo("sentiment:" + version);
    assertThat(dockerfile).contains("image.version=\"" + version + "\"");
    String java = property("maven.compiler.release");
    assertThat(dockerfile).contains("FROM maven:3.9-eclipse-temurin-" + java + " AS build");
  }

  @Test
  void shouldNameAFixedTagForEveryImage() {
    services
        .keySet()
        .forEach(name -> assertThat(image(name)).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+"));
  }

  @Test
  void shouldMountOnlyWhatIsThere() {
    volumes()
        .filter(volume -> volume.startsWith("./"))
        .forEach(
            volume -> {
              assertThat(Path.of(volume.substring(0, volume.indexOf(':')))).exists();
              assertThat(volume).endsWith(":ro");
            });
  }

  @Test
  void shouldPublishPortsToThisMachineOnly() {
    services.values().stream()
        .flatMap(service -> list(map(service).getOrDefault("ports", List.of())).stream())
        .forEach(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
  }

  @Test
  void shouldScrapeEveryScorer() throws IOException {
    Map<String, Object> prometheus = YamlFile.read("grafana/prometheus/prometheus.yml");
    Map<String, Object> job = map(list(prometheus.get("scrape_configs")).get(0));
    assertThat(job).containsEntry("job_name", "sentiment");
    List<String> scorers =
        programs().entrySet().stream()
            .filter(service -> list(service.getValue().get("command")).contains("stream"))
            .map(service -> service.getKey() + ":8080")
            .toList();
    assertThat(list(map(list(job.get("static_configs")).get(0)).get("targets")))
        .containsExactlyElementsOf(scorers);
  }

  /** Who runs them opens localhost, as the image's health check does; Prometheus uses the names. */
  @Test
  void shouldLetTheScorersBeCalledByTheirNamesOnly() throws IOException {
    assertThat(Files.readString(Path.of("src/etc/healthcheck"))).contains("Host: localhost:");
    for (String name : List.of("scorer-1", "scorer-2")) {
      Map<String, String> environment = new TreeMap<>();
      map(programs().get(name).get("environment"))
          .forEach((key, value) -> environment.put(key, value.toString()));
      WebHosts hosts = StreamSettings.of(Map.of(), environment, Map.of()).webHosts();
      assertThat(List.of(name, "localhost", "127.0.0.1")).allMatch(hosts::allow);
      assertThat(hosts.allow("evil.example")).isFalse();
    }
  }

  private Map<String, Map<String, Object>> programs() {
    Map<String, Map<String, Object>> programs = new LinkedHashMap<>();
    services.forEach(
        (name, service) -> {
          if (image(name).startsWith("sentiment:")) {
            programs.put(name, map(service));
          }
        });
    return programs;
  }

  private Map<String, String> ofTheImage() {
    Map<String, String> variables = new TreeMap<>();
    Matcher matcher = VARIABLE.matcher(dockerfile);
    while (matcher.find()) {
      variables.put(matcher.group(1), matcher.group(2).strip());
    }
    assertThat(variables).containsKeys("SENTIMENT_JAVA_OPTS", "SENTIMENT_WEB_BIND", "JAVA_HOME");
    return variables;
  }

  private Stream<String> volumes() {
    return services.values().stream()
        .flatMap(service -> list(map(service).getOrDefault("volumes", List.of())).stream())
        .map(Object::toString);
  }

  private String image(String service) {
    return map(services.get(service)).get("image").toString();
  }

  private String property(String name) {
    return group("<" + Pattern.quote(name) + ">([^<]*)<", pom);
  }

  private static String group(String regex, String text) {
    Matcher matcher = Pattern.compile(regex).matcher(text);
    assertThat(matcher.find()).as(regex).isTrue();
    return matcher.group(1);
  }
}
