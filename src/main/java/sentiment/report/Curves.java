package sentiment.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import sentiment.model.TrainingHistory;
import sentiment.report.Plot.Colour;

/** Learning curves: loss and accuracy after each epoch, a line for each stage. */
final class Curves {

  private Curves() {}

  /** Two figures; a line of text if there is no epoch. */
  static String of(TrainingHistory history) {
    if (history.epochs().isEmpty()) {
      return "<p class=\"none\">The model does not say how its training went.</p>";
    }
    List<List<String>> rows = new ArrayList<>();
    for (TrainingHistory.Epoch epoch : history.epochs()) {
      rows.add(
          List.of(
              Html.escaped(epoch.stage()) + " " + epoch.epoch(),
              epoch.step() == 0 ? "-" : "%,d".formatted(epoch.step()),
              "%.4f".formatted(epoch.trainLoss()),
              "%.4f".formatted(epoch.validationLoss()),
              "%.2f %%".formatted(100 * epoch.validationAccuracy())));
    }
    String numbers =
        Html.table(
            List.of("Epoch", "Steps", "Training loss", "Validation loss", "Validation accuracy"),
            rows);
    int epochs = history.epochs().size();
    Plot loss = axes("Loss (nats)", epochs, Map.of());
    Plot share = axes("Reviews judged right", epochs, Map.of("format", ".1%"));
    List<String> stages = new ArrayList<>();
    for (int from = 0; from < epochs; ) {
      String stage = history.epochs().get(from).stage();
      int to = from + 1;
      while (to < epochs && history.epochs().get(to).stage().equals(stage)) {
        to++;
      }
      List<TrainingHistory.Epoch> own = history.epochs().subList(from, to);
      line(loss, from, own, TrainingHistory.Epoch::trainLoss, Colour.NEGATIVE, "dashed", 21);
      line(loss, from, own, TrainingHistory.Epoch::validationLoss, Colour.POSITIVE, "solid", 19);
      line(
          share,
          from,
          own,
          TrainingHistory.Epoch::validationAccuracy,
          Colour.POSITIVE,
          "solid",
          19);
      stages.add("%s: %d to %d".formatted(Html.escaped(stage), from + 1, to));
      from = to;
    }
    String parts = // each learns anew, and from other targets
        stages.size() > 1
            ? " Training losses of stages are not alike, each has targets of its own ("
                + String.join(", ", stages)
                + ")."
            : "";
    return "<div class=\"figures\">"
        + Html.figure(
            "Loss",
            loss.svg("loss", "Training and validation loss after each epoch"),
            key("pos", "validation")
                + " "
                + key("neg dashed", "training, with dropout")
                + " Lower is better. Validation rising while training falls is overfitting."
                + parts,
            numbers)
        + Html.figure(
            "Accuracy",
            share.svg("accuracy", "Validation accuracy after each epoch"),
            key("pos", "validation") + " Share of the reviews held back that were judged right.",
            numbers)
        + "</div>";
  }

  /** One figure: the loss within an epoch. */
  static String steps(List<TrainingReport.Step> steps) {
    DoubleSummaryStatistics losses =
        steps.stream().mapToDouble(TrainingReport.Step::loss).summaryStatistics();
    double range = losses.getMax() - losses.getMin();
    String digits = range < 0.005 ? ".5f" : range < 0.1 ? ".4f" : ".2f";
    Plot plot =
        new Plot()
            .axis("x", "Reviews learned from", Map.of("format", ",d"))
            .axis("y", "Loss (nats)", Map.of("format", digits));
    Map<String, List<?>> data =
        Map.of(
            "x", steps.stream().map(TrainingReport.Step::reviews).toList(),
            "y", steps.stream().map(TrainingReport.Step::loss).toList());
    plot.layer("line", data, Map.of("color", Colour.NEGATIVE, "size", 1.2));
    return "<div class=\"figures\">"
        + Html.figure(
            "Training loss in this epoch",
            plot.svg("steps", "Mean training loss of the epoch so far"),
            "Mean of the steps so far, with dropout.",
            Html.table(
                List.of("Reviews", "Loss"),
                steps.stream()
                    .map(s -> List.of("%,d".formatted(s.reviews()), "%.5f".formatted(s.loss())))
                    .toList()))
        + "</div>";
  }

  private static Plot axes(String title, int epochs, Map<String, Object> y) {
    int every = (epochs + 9) / 10;
    List<Double> breaks = new ArrayList<>();
    for (int epoch = every; epoch <= epochs; epoch += every) {
      breaks.add((double) epoch);
    }
    return new Plot()
        .axis("x", "Epoch", Map.of("breaks", breaks, "format", "d"))
        .axis("y", title, y);
  }

  private static void line(
      Plot plot,
      int before,
      List<TrainingHistory.Epoch> epochs,
      ToDoubleFunction<TrainingHistory.Epoch> y,
      Colour colour,
      String type,
      int shape) {
    List<Integer> drawn = // a loss that overflowed has no place
        IntStream.range(0, epochs.size())
            .filter(i -> Double.isFinite(y.applyAsDouble(epochs.get(i))))
            .boxed()
            .toList();
    Map<String, List<?>> data =
        Map.of(
            "x", drawn.stream().map(i -> before + i + 1).toList(),
            "y", drawn.stream().map(i -> y.applyAsDouble(epochs.get(i))).toList());
    plot.layer("line", data, Map.of("color", colour, "size", 1.2, "linetype", type));
    plot.layer("point", data, Map.of("color", colour, "size", 4, "shape", shape));
  }

  static String key(String look, String text) {
    return "<span class=\"mark " + look + "\">" + text + "</span>";
  }
}
