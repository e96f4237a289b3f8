package sentiment.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.ReviewDataset;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.Metrics;
import sentiment.model.ModelBundle;

@Command(
    name = "evaluate",
    description = "Judges a model by labelled reviews.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  /** Which reviews of a data set. */
  enum Part {
    TRAIN,
    TEST,
    ALL
  }

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--split",
      paramLabel = "train|test|all",
      description = "Which reviews. Default: test if the data has such a part, else all.")
  private Part part = Part.TEST;

  @Option(names = "--limit", paramLabel = "N", description = "Only N reviews, evenly chosen.")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw new UsageException("--limit " + limit + ": expected 1 or more");
    }
    ModelBundle bundle = model.read();
    ProgressBar bar = Terminal.progressBar();
    ReviewDataset reviews = data.read(bar);
    List<LabelledReview> chosen = Evenly.chosen(choose(reviews), limit);
    bar.begin("scoring");
    Metrics metrics =
        Evaluator.evaluate(bundle, chosen, (done, total) -> bar.update(done, total, "reviews", ""));
    bar.end();
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(metrics.asMap()));
    } else {
      metrics.asMap().forEach((name, value) -> System.out.printf("%-9s %.5f%n", name, value));
    }
    return 0;
  }

  private List<LabelledReview> choose(ReviewDataset reviews) {
    if (part == Part.TRAIN || reviews.test().isEmpty()) {
      return reviews.train();
    }
    if (part == Part.TEST) {
      return reviews.test();
    }
    List<LabelledReview> all = new ArrayList<>(reviews.train());
    all.addAll(reviews.test());
    return all;
  }
}
