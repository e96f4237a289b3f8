package sentiment.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sentiment.evaluation.Estimates;
import sentiment.evaluation.JudgedReview;
import sentiment.evaluation.Metrics;
import sentiment.report.Plot.Colour;

/** The charts of judged reviews. */
final class Charts {

  private static final int CURVE_POINTS = 200;
  private static final int SCORE_BINS = 20;

  private Charts() {}

  static String roc(List<JudgedReview> reviews) {
    List<JudgedReview> descending =
        reviews.stream()
            .sorted(Comparator.comparingDouble(JudgedReview::logit).reversed())
            .toList();
    double positives = reviews.stream().filter(JudgedReview::positive).count();
    double negatives = reviews.size() - positives;
    List<Double> x = new ArrayList<>(List.of(0.0));
    List<Double> y = new ArrayList<>(List.of(0.0));
    List<List<String>> rows = new ArrayList<>();
    int step = Math.max(1, reviews.size() / CURVE_POINTS);
    double hits = 0;
    for (int i = 0; i < descending.size(); i++) {
      hits += descending.get(i).positive() ? 1 : 0;
      if ((i + 1) % step == 0 || i + 1 == descending.size()) {
        x.add((i + 1 - hits) / negatives);
        y.add(hits / positives);
        if (((i + 1) / step) % (CURVE_POINTS / 10) == 0) {
          rows.add(
              List.of(
                  "%.3f".formatted(descending.get(i).probability()),
                  percent((i + 1 - hits) / negatives),
                  percent(hits / positives)));
        }
      }
    }
    Map<String, Object> whole = Map.of("limits", List.of(0.0, 1.0), "format", ".0%");
    Plot plot =
        new Plot()
            .axis("x", "Negative reviews taken for positive", whole)
            .axis("y", "Positive reviews found", whole)
            .layer(
                "line",
                Map.of("x", List.of(0, 1), "y", List.of(0, 1)),
                Map.of("color", Colour.MUTED, "linetype", "dashed"))
            .layer("line", Map.of("x", x, "y", y), Map.of("color", Colour.POSITIVE, "size", 1.4));
    return Html.figure(
        "ROC curve",
        plot.svg("roc", "Receiver operating characteristic; the table has its numbers"),
        "Each point is a threshold. The nearer to the top left corner, the better; the dashed line"
            + " is guessing.",
        Html.table(List.of("Threshold", "Taken for positive", "Found"), rows));
  }

  static String reliability(List<JudgedReview> reviews) {
    int[] counts = new int[Metrics.BINS];
    double[] confidence = new double[Metrics.BINS];
    double[] right = new double[Metrics.BINS];
    for (JudgedReview review : reviews) {
      int bin = Metrics.binOf(review.confidence());
      counts[bin]++;
      confidence[bin] += review.confidence();
      right[bin] += review.right() ? 1 : 0;
    }
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<Double> above = new ArrayList<>();
    List<String> labels = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (int bin = 0; bin < Metrics.BINS; bin++) {
      if (counts[bin] > 0) {
        double told = confidence[bin] / counts[bin];
        double seen = right[bin] / counts[bin];
        x.add(told);
        y.add(seen);
        above.add(Math.max(told, seen) + 0.06);
        labels.add("%,d".formatted(counts[bin]));
        rows.add(
            List.of(
                "%s to %s"
                    .formatted(
                        percent((double) bin / Metrics.BINS), percent((bin + 1.0) / Metrics.BINS)),
                "%,d".formatted(counts[bin]),
                percent(told),
                percent(seen)));
      }
    }
    Plot plot =
        new Plot()
            .axis(
                "x",
                "Confidence (mean of the bin)",
                Map.of("limits", List.of(0.48, 1.02), "format", ".0%"))
            .axis(
                "y",
                "Reviews judged right",
                Map.of(
                    "limits",
                    List.of(0.0, 1.1),
                    "format",
                    ".0%",
                    "breaks",
                    List.of(0.0, 0.25, 0.5, 0.75, 1.0)))
            .layer(
                "line",
                Map.of("x", List.of(0.5, 1.0), "y", List.of(0.5, 1.0)),
                Map.of("color", Colour.MUTED, "linetype", "dashed"))
            .layer(
                "segment",
                Map.of("x", x, "y", x, "xend", x, "yend", y),
                Map.of("color", Colour.NEGATIVE, "size", 2))
            .layer("point", Map.of("x", x, "y", y), Map.of("color", Colour.POSITIVE, "size", 5))
            .layer(
                "text",
                Map.of("x", x, "y", above, "label", labels),
                Map.of("color", Colour.INK, "size", 6));
    return Html.figure(
        "Reliability",
        plot.svg("reliability", "Confidence against the share judged right, by bins of confidence"),
        Curves.key("pos round", "judged right")
            + " "
            + Curves.key("neg", "gap to what it promised")
            + " Numbers are reviews in the bin. On the dashed line, confidence keeps its promise;"
            + " below it, the model is too sure.",
        Html.table(List.of("Confidence", "Reviews", "Mean confidence", "Judged right"), rows));
  }

  static String scores(List<JudgedReview> reviews) {
    int[][] counts = new int[2][SCORE_BINS];
    for (JudgedReview review : reviews) {
      int bin = Math.min(SCORE_BINS - 1, (int) (review.probability() * SCORE_BINS));
      counts[review.positive() ? 1 : 0][bin]++;
    }
    double width = 1.0 / SCORE_BINS;
    Plot plot =
        new Plot()
            .axis(
                "x",
                "Probability of positive",
                Map.of("limits", List.of(0.0, 1.0), "format", ".0%"))
            .axis("y", "Reviews (square-root scale)", Map.of("trans", "sqrt", "format", ",d"));
    for (int positive = 0; positive < 2; positive++) {
      int label = positive;
      double shift = positive == 0 ? 0.28 : 0.72;
      plot.layer(
          "bar",
          Map.of(
              "x",
              IntStream.range(0, SCORE_BINS).mapToObj(bin -> (bin + shift) * width).toList(),
              "y",
              IntStream.range(0, SCORE_BINS).mapToObj(bin -> counts[label][bin]).toList()),
          Map.of("fill", label == 1 ? Colour.POSITIVE : Colour.NEGATIVE, "width", 0.42, "size", 0));
    }
    List<List<String>> rows =
        IntStream.range(0, SCORE_BINS)
            .mapToObj(
                bin ->
                    List.of(
                        "%s to %s".formatted(percent(bin * width), percent((bin + 1) * width)),
                        "%,d".formatted(counts[1][bin]),
                        "%,d".formatted(counts[0][bin])))
            .toList();
    return Html.figure(
        "Scores by class",
        plot.svg("scores", "How many positive and negative reviews got each probability"),
        Curves.key("pos", "positive reviews")
            + " "
            + Curves.key("neg", "negative reviews")
            + " Blue on the left and orange on the right of 50 % are mistakes.",
        Html.table(List.of("Probability", "Positive", "Negative"), rows));
  }

  /** Accuracy with its interval for each part of the reviews. */
  static String parts(
      String name, String title, String axis, String caption, Map<String, Estimates> parts) {
    List<String> x = parts.keySet().stream().map(Charts::tick).toList();
    List<Double> value = new ArrayList<>();
    List<Double> low = new ArrayList<>();
    List<Double> high = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    parts.forEach(
        (part, estimates) -> {
          value.add(estimates.accuracy().value());
          low.add(estimates.accuracy().low());
          high.add(estimates.accuracy().high());
          List<String> row = new ArrayList<>(List.of(part, "%,d".formatted(estimates.reviews())));
          estimates
              .figures()
              .forEach((figure, estimate) -> row.add(Figures.cell(figure, estimate)));
          rows.add(row);
        });
    Plot plot =
        new Plot()
            .axis("x", axis, Map.of("discrete", true))
            .axis("y", "Reviews judged right", Map.of("format", ".0%"))
            .layer(
                "errorbar",
                Map.of("x", x, "ymin", low, "ymax", high),
                Map.of("color", Colour.MUTED, "width", 0.25, "size", 1))
            .layer(
                "point", Map.of("x", x, "y", value), Map.of("color", Colour.POSITIVE, "size", 5));
    return Html.figure(
        title,
        plot.svg(name, title),
        caption + " Bars are 95 % bootstrap intervals.",
        Html.table(Figures.head("Part"), rows));
  }

  /** A part's name, short enough to stand level under its point. */
  private static String tick(String part) {
    return part.replace("below ", "< ")
        .replace(" to ", "\u2013")
        .replace(" or more", "+")
        .replace(" %", "");
  }

  static String percent(double share) {
    return "%.1f %%".formatted(100 * share);
  }
}
