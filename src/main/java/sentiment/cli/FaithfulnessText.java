package sentiment.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import sentiment.evaluation.Additivity;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.evaluation.Faithfulness;
import sentiment.evaluation.Plausibility;

/** What was found of explanations, as lines for people and as an object for programs. */
final class FaithfulnessText {

  private FaithfulnessText() {}

  static String lines(Additivity sums, Faithfulness found) {
    StringBuilder lines = new StringBuilder();
    lines.append("%-9s %,d%n".formatted("reviews", found.reviews()));
    lines.append(
        "bias + contributions = logit within %.1e on %,d; completeness gap of integrated gradients %.1f %%%n"
            .formatted(sums.largestError(), sums.reviews(), 100 * found.completenessGap()));
    lines.append(
        """

        words taken away   compre-  suffi-   the same, words       deleted until
        in the order of    hensive  cient    made unknown          the label flips
        """);
    found
        .methods()
        .forEach(
            (method, figures) ->
                lines.append(
                    "%-18s %7.3f %7.3f  %7.3f %7.3f   %12.0f %%%n"
                        .formatted(
                            words(method),
                            value(figures, "comprehensiveness"),
                            value(figures, "sufficiency"),
                            value(figures, "comprehensiveness_unknown"),
                            value(figures, "sufficiency_unknown"),
                            100 * value(figures, "flip"))));
    lines.append(System.lineSeparator());
    found
        .attention()
        .forEach(
            (name, estimate) ->
                lines.append(
                    "%-18s %7.3f   %.3f to %.3f%n"
                        .formatted(
                            words(name), estimate.value(), estimate.low(), estimate.high())));
    lines.append("%nagreement in rank (Kendall's tau)%n".formatted());
    found
        .agreement()
        .forEach(
            (one, row) ->
                row.forEach(
                    (other, tau) ->
                        lines.append(
                            "%-21s %-21s %6.3f%n".formatted(words(one), words(other), tau))));
    return lines.toString();
  }

  static String lines(Plausibility found) {
    StringBuilder lines = new StringBuilder();
    lines.append(
        "%-9s %,d with people's reasons, %.1f %% of their tokens%n"
            .formatted("reviews", found.reviews(), 100 * found.share()));
    lines.append(
        "%n%-21s %-23s %-23s %-23s%n"
            .formatted("agreement with these", "AUPRC", "token F1", "IOU F1"));
    found
        .methods()
        .forEach(
            (method, figures) ->
                lines.append(
                    "%-21s %-23s %-23s %-23s%n"
                        .formatted(
                            words(method),
                            withInterval(figures, "auprc"),
                            withInterval(figures, "token_f1"),
                            withInterval(figures, "iou_f1"))));
    return lines.append(System.lineSeparator()).toString();
  }

  static Map<String, Object> json(Plausibility found) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("reviews", found.reviews());
    object.put("share", found.share());
    Map<String, Object> methods = new LinkedHashMap<>();
    found.methods().forEach((name, figures) -> methods.put(name, estimates(figures)));
    object.put("methods", methods);
    return object;
  }

  private static String words(String name) {
    return name.replace('_', ' ');
  }

  private static String withInterval(Map<String, Estimate> figures, String name) {
    Estimate estimate = figures.get(name);
    return estimate == null
        ? ""
        : "%.3f (%.3f to %.3f)".formatted(estimate.value(), estimate.low(), estimate.high());
  }

  private static double value(Map<String, Estimate> figures, String name) {
    Estimate estimate = figures.get(name);
    return estimate == null ? Double.NaN : estimate.value();
  }

  static Map<String, Object> json(Additivity sums, Faithfulness found) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("reviews", found.reviews());
    object.put("reviews_summed", sums.reviews());
    object.put("largest_error", sums.largestError());
    object.put("completeness_gap", EvaluationText.number(found.completenessGap()));
    Map<String, Object> methods = new LinkedHashMap<>();
    found.methods().forEach((name, figures) -> methods.put(name, estimates(figures)));
    object.put("methods", methods);
    object.put("attention", estimates(found.attention()));
    Map<String, Object> agreement = new LinkedHashMap<>();
    found
        .agreement()
        .forEach(
            (one, row) -> {
              Map<String, Object> numbers = new LinkedHashMap<>();
              row.forEach((other, tau) -> numbers.put(other, EvaluationText.number(tau)));
              agreement.put(one, numbers);
            });
    object.put("agreement", agreement);
    return object;
  }

  private static Map<String, Object> estimates(Map<String, Estimate> figures) {
    Map<String, Object> object = new LinkedHashMap<>();
    figures.forEach((name, estimate) -> object.put(name, EvaluationText.estimate(estimate)));
    return object;
  }
}
