package sentiment.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The samples of a scrape, by the grammar that both text formats share. */
final class Samples {

  private static final Pattern COMMENT =
      Pattern.compile("# (HELP|TYPE|UNIT) [a-zA-Z_:][a-zA-Z0-9_:]*( .*)?|# EOF");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([^ ]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

  record Sample(String name, Map<String, String> labels, double value) {}

  private Samples() {}

  static List<Sample> of(Scrape scrape) {
    return scrape
        .text()
        .lines()
        .filter(line -> !line.startsWith("#") || !COMMENT.matcher(line).matches())
        .map(Samples::parse)
        .toList();
  }

  private static Sample parse(String line) {
    Matcher sample = SAMPLE.matcher(line);
    assertThat(sample.matches()).as(line).isTrue();
    Map<String, String> labels = new LinkedHashMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      int end = 0;
      while (label.find() && label.start() == end) {
        labels.put(label.group(1), label.group(2));
        end = label.end();
      }
      assertThat(end).as(line).isEqualTo(sample.group(2).length());
    }
    double value =
        switch (sample.group(3)) {
          case "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(sample.group(3));
        };
    return new Sample(sample.group(1), labels, value);
  }

  /** The sum of a name's samples. */
  static double sum(List<Sample> samples, String name) {
    assertThat(samples).extracting(Sample::name).contains(name);
    return samples.stream()
        .filter(sample -> sample.name().equals(name))
        .mapToDouble(Sample::value)
        .sum();
  }
}
