package sentiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.Estimates.Estimate;
import sentiment.evaluation.JudgedReview;

/** Figures as text. */
final class Figures {

  private static final Map<String, String> TITLES =
      Map.of(
          "accuracy", "Accuracy",
          "auroc", "AUROC",
          "loss", "Loss (NLL)",
          "brier", "Brier score",
          "ece", "Calibration error (ECE)");

  private static final Map<String, String> MEANINGS =
      Map.of(
          "accuracy", "reviews judged right",
          "auroc", "a positive review scores above a negative one",
          "loss", "nats a review; lower is better",
          "brier", "mean squared error; lower is better",
          "ece", "15 bins; lower is better");

  private Figures() {}

  /** The head figures, large. */
  static String cards(Estimates estimates) {
    StringBuilder cards = new StringBuilder("<dl class=\"cards\">");
    estimates
        .figures()
        .forEach(
            (name, estimate) ->
                cards.append(
                    "<div><dt>%s</dt><dd class=\"value\">%s</dd><dd>%s</dd><dd class=\"why\">%s</dd></div>\n"
                        .formatted(
                            TITLES.get(name),
                            number(name, estimate.value()),
                            interval(name, estimate),
                            MEANINGS.get(name))));
    return cards.append("</dl>").toString();
  }

  static List<String> head(String first) {
    List<String> head = new ArrayList<>(List.of(first, "Reviews"));
    head.addAll(List.of("Accuracy", "AUROC", "Loss", "Brier", "ECE"));
    return head;
  }

  static String cell(String name, Estimate estimate) {
    return number(name, estimate.value()) + "<br><small>" + interval(name, estimate) + "</small>";
  }

  private static String interval(String name, Estimate estimate) {
    return Double.isFinite(estimate.low())
        ? number(name, estimate.low()) + " to " + number(name, estimate.high())
        : "no interval";
  }

  private static String number(String name, double value) {
    if (!Double.isFinite(value)) {
      return "one class only";
    }
    return name.equals("accuracy") || name.equals("ece")
        ? "%.2f %%".formatted(100 * value)
        : "%.4f".formatted(value);
  }

  /** Label against judgement, with shares of each label. */
  static String confusion(List<JudgedReview> reviews) {
    long[][] counts = new long[2][2]; // [label][judged]
    for (JudgedReview review : reviews) {
      counts[review.positive() ? 1 : 0][review.right() == review.positive() ? 1 : 0]++;
    }
    StringBuilder rows = new StringBuilder();
    for (int label = 1; label >= 0; label--) {
      long all = Math.max(1, counts[label][0] + counts[label][1]);
      rows.append(
          "<tr><th scope=\"row\">%s reviews</th>".formatted(label == 1 ? "Positive" : "Negative"));
      for (int judged = 1; judged >= 0; judged--) {
        double share = (double) counts[label][judged] / all;
        rows.append(
            "<td class=\"%s\"><b>%,d</b> %s</td>"
                .formatted(
                    label == judged ? "p3" : "n3", counts[label][judged], Charts.percent(share)));
      }
      rows.append("</tr>\n");
    }
    return """
        <figure><h3>Confusion matrix</h3><table class="confusion"><thead><tr><td></td>
        <th scope="col">judged positive</th><th scope="col">judged negative</th></tr></thead>
        <tbody>%s</tbody></table><figcaption>Blue cells are right, orange ones are mistakes; shares are of
        the row.</figcaption></figure>
        """
        .formatted(rows);
  }
}
