package sentiment.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.Estimates.Estimate;

/** An evaluation's figures as lines for people and as an object for programs. */
final class EvaluationText {

  private EvaluationText() {}

  static String lines(Calibration calibration) {
    StringBuilder lines = new StringBuilder();
    lines.append("%-9s %,d%n".formatted("reviews", calibration.all().reviews()));
    calibration
        .all()
        .figures()
        .forEach(
            (name, estimate) ->
                lines.append(
                    "%-9s %.5f   %.5f to %.5f%n"
                        .formatted(name, estimate.value(), estimate.low(), estimate.high())));
    table(lines, "by words", calibration.byLength());
    table(lines, "by unknown words", calibration.byUnknown());
    return lines.toString();
  }

  private static void table(StringBuilder lines, String title, Map<String, Estimates> parts) {
    lines.append("%n%-18s %8s".formatted(title, "reviews"));
    parts
        .values()
        .iterator()
        .next()
        .figures()
        .keySet()
        .forEach(name -> lines.append(" %9s".formatted(name)));
    lines.append(System.lineSeparator());
    parts.forEach(
        (part, estimates) -> {
          lines.append("%-18s %,8d".formatted(part, estimates.reviews()));
          estimates
              .figures()
              .values()
              .forEach(estimate -> lines.append(" %9.5f".formatted(estimate.value())));
          lines.append(System.lineSeparator());
        });
  }

  /** The plain figures by name, then {@code intervals}, {@code by_length}, {@code by_unknown}. */
  static Map<String, Object> json(Calibration calibration) {
    Map<String, Object> object = values(calibration.all());
    object.put("intervals", intervals(calibration.all()));
    object.put("by_length", parts(calibration.byLength()));
    object.put("by_unknown", parts(calibration.byUnknown()));
    return object;
  }

  private static List<Map<String, Object>> parts(Map<String, Estimates> parts) {
    return parts.entrySet().stream()
        .map(
            part -> {
              Map<String, Object> object = new LinkedHashMap<>();
              object.put("part", part.getKey());
              object.putAll(values(part.getValue()));
              object.put("intervals", intervals(part.getValue()));
              return object;
            })
        .toList();
  }

  private static Map<String, Object> values(Estimates estimates) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("reviews", estimates.reviews());
    estimates.figures().forEach((name, estimate) -> values.put(name, number(estimate.value())));
    return values;
  }

  private static Map<String, Object> intervals(Estimates estimates) {
    Map<String, Object> intervals = new LinkedHashMap<>();
    for (Map.Entry<String, Estimate> figure : estimates.figures().entrySet()) {
      intervals.put(
          figure.getKey(),
          new Object[] {number(figure.getValue().low()), number(figure.getValue().high())});
    }
    return intervals;
  }

  /** A figure and its interval. */
  static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("value", number(estimate.value()));
    object.put("interval", new Object[] {number(estimate.low()), number(estimate.high())});
    return object;
  }

  /** JSON has no NaN: null says that there is no such figure. */
  static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
