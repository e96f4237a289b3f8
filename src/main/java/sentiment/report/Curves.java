package sentiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sentiment.model.TrainingHistory;
import sentiment.report.Plot.Colour;

/** Learning curves: loss and accuracy after each epoch. */
final class Curves {

  private Curves() {}

  /** Two figures; a line of text if there is no epoch. */
  static String of(TrainingHistory history) {
    if (history.epochs().isEmpty()) {
      return "<p class=\"none\">The model does not say how its training went.</p>";
    }
    List<Integer> x = new ArrayList<>();
    List<Double> train = new ArrayList<>();
    List<Double> validation = new ArrayList<>();
    List<Double> accuracy = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (TrainingHistory.Epoch epoch : history.epochs()) {
      x.add(x.size() + 1);
      train.add(epoch.trainLoss());
      validation.add(epoch.validationLoss());
      accuracy.add(epoch.validationAccuracy());
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
    Plot loss = axes("Loss (nats)", x.size(), Map.of());
    line(loss, x, train, Colour.NEGATIVE, "dashed", 21);
    line(loss, x, validation, Colour.POSITIVE, "solid", 19);
    Plot share = axes("Reviews judged right", x.size(), Map.of("format", ".1%"));
    line(share, x, accuracy, Colour.POSITIVE, "solid", 19);
    return "<div class=\"figures\">"
        + Html.figure(
            "Loss",
            loss.svg("loss", "Training and validation loss after each epoch"),
            key("pos", "validation")
                + " "
                + key("neg dashed", "training, with dropout")
                + " Lower is better. Validation rising while training falls is overfitting.",
            numbers)
        + Html.figure(
            "Accuracy",
            share.svg("accuracy", "Validation accuracy after each epoch"),
            key("pos", "validation") + " Share of the reviews held back that were judged right.",
            numbers)
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
      Plot plot, List<Integer> x, List<Double> y, Colour colour, String type, int shape) {
    List<Integer> drawn = // a loss that overflowed has no place
        IntStream.range(0, x.size()).filter(i -> Double.isFinite(y.get(i))).boxed().toList();
    Map<String, List<?>> data =
        Map.of("x", drawn.stream().map(x::get).toList(), "y", drawn.stream().map(y::get).toList());
    plot.layer("line", data, Map.of("color", colour, "size", 1.2, "linetype", type));
    plot.layer("point", data, Map.of("color", colour, "size", 4, "shape", shape));
  }

  static String key(String look, String text) {
    return "<span class=\"mark " + look + "\">" + text + "</span>";
  }
}
