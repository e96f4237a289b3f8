package sentiment.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.baseline.NbSvm;
import sentiment.dataset.EraserReader;
import sentiment.dataset.Evenly;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.Progress;
import sentiment.dataset.RationaleReview;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.Split;
import sentiment.evaluation.Additivity;
import sentiment.evaluation.Calibration;
import sentiment.evaluation.Evaluator;
import sentiment.evaluation.Faithfulness;
import sentiment.evaluation.JudgedReview;
import sentiment.evaluation.Plausibility;
import sentiment.model.ModelBundle;
import sentiment.model.ModelManifest.Provenance;
import sentiment.report.EvaluationReport;
import sentiment.training.Course;
import sentiment.training.TrainingProfile;

@Command(
    name = "evaluate",
    description = "Judges a model by labelled reviews.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

  /** Which reviews of a data set. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST,
    ALL
  }

  @Mixin private ModelOptions model = new ModelOptions();

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--split",
      paramLabel = "train|validation|test|all",
      description =
          "Which reviews; validation: those that profile best holds back from the training reviews."
              + " Default: test if the data has such a part, else all.")
  private Part part = Part.TEST;

  @Option(names = "--limit", paramLabel = "N", description = "Only N reviews, evenly chosen.")
  private @Nullable Integer limit;

  @Option(names = "--json", description = "One JSON object instead of lines.")
  private boolean json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Also write " + EvaluationReport.FILE + " there: one page with charts.")
  private @Nullable Path report;

  @Option(
      names = "--explanations",
      description =
          "Judge the model's explanations instead: how far its judgement changes when the words that"
              + " they name are taken away; on 500 reviews, and whether they sum up on all, unless --limit says otherwise. With a folder"
              + " in ERASER's movies format also how far they agree with people's reasons.")
  private boolean explanations;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the bootstrap intervals. Default: 1.")
  private long seed;

  @Override
  public Integer call() throws IOException {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit " + limit + ": expected 1 or more");
    }
    Judge judge = judge();
    ProgressBar bar = Terminal.progressBar();
    ModelBundle explaining = explanations ? explaining(judge.bundle()) : null;
    if (explaining != null && EraserReader.isThere(data.path())) {
      return compare(explaining, bar);
    }
    ReviewDataset reviews = data.read(bar);
    if (part == Part.VALIDATION) {
      requireHeldBack(judge.bundle(), reviews);
    }
    List<LabelledReview> chosen =
        Evenly.chosen(choose(reviews), limit == null ? Integer.MAX_VALUE : limit);
    if (explaining != null) {
      return explain(explaining, chosen, null, bar);
    }
    bar.begin("scoring");
    List<JudgedReview> judged =
        judge.of(chosen, (done, total) -> bar.update(done, total, "reviews", ""));
    bar.end();
    Calibration calibration = Calibration.of(judged, seed);
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(EvaluationText.json(calibration)));
    } else {
      System.out.print(EvaluationText.lines(calibration));
    }
    if (report != null) {
      Map<String, String> facts = new LinkedHashMap<>(judge.facts());
      facts.put(
          "Data",
          "%s (sha256 %s), %s: %,d reviews"
              .formatted(reviews.name(), reviews.sha256(), partOf(reviews), chosen.size()));
      Path page =
          new EvaluationReport(judge.name(), facts, chosen, judged, calibration, judge.bundle())
              .write(report);
      System.err.println("wrote " + page);
    }
    return 0;
  }

  /** With people's reasons. */
  private int compare(ModelBundle bundle, ProgressBar bar) throws IOException {
    if (part == Part.ALL) {
      throw new UsageException("--split all: expected train, validation or test of such data");
    }
    String name = part == Part.VALIDATION ? "val" : part.name().toLowerCase(Locale.ROOT);
    List<RationaleReview> reasoned = EraserReader.read(data.path(), name);
    List<RationaleReview> chosen =
        Evenly.chosen(reasoned, limit == null ? Faithfulness.SAMPLE : limit);
    bar.begin("comparing");
    Plausibility found =
        Plausibility.of(
            bundle, chosen, seed, (done, total) -> bar.update(done, total, "reviews", ""));
    return explain(bundle, chosen.stream().map(RationaleReview::review).toList(), found, bar);
  }

  /**
   * @param chosen whose sums are checked; a sample of them is explained, all if a limit was given
   * @param compared what was found with people's reasons, if there are some
   */
  private int explain(
      ModelBundle bundle,
      List<LabelledReview> chosen,
      @Nullable Plausibility compared,
      ProgressBar bar)
      throws IOException {
    Progress progress = (done, total) -> bar.update(done, total, "reviews", "");
    bar.begin("summing");
    Additivity sums = Additivity.of(bundle, chosen, progress);
    bar.begin("explaining");
    List<LabelledReview> sample =
        limit == null ? Evenly.chosen(chosen, Faithfulness.SAMPLE) : chosen;
    Faithfulness found = Faithfulness.of(bundle, sample, seed, progress);
    bar.end();
    if (json) {
      Map<String, Object> object = FaithfulnessText.json(sums, found);
      if (compared != null) {
        object.put("people", FaithfulnessText.json(compared));
      }
      System.out.println(new ObjectMapper().writeValueAsString(object));
    } else {
      System.out.print(
          (compared == null ? "" : FaithfulnessText.lines(compared))
              + FaithfulnessText.lines(sums, found));
    }
    return 0;
  }

  private ModelBundle explaining(@Nullable ModelBundle bundle) {
    if (bundle == null || report != null) {
      throw new UsageException(
          "--explanations: expected a bundle, for the baseline explains nothing, and no --report");
    }
    return bundle;
  }

  /** A model that can be judged, of whichever kind. */
  private record Judge(
      String name,
      Map<String, String> facts,
      BiFunction<List<LabelledReview>, Progress, List<JudgedReview>> judgement,
      @Nullable ModelBundle bundle) {

    List<JudgedReview> of(List<LabelledReview> reviews, Progress progress) {
      return judgement.apply(reviews, progress);
    }
  }

  private Judge judge() throws IOException {
    Path file = model.path();
    if (file != null && NbSvm.isModel(file)) {
      NbSvm baseline = NbSvm.read(file);
      return new Judge(
          "nbsvm",
          Map.of("Model", baseline.about()),
          (reviews, progress) -> baseline.judge(reviews),
          null);
    }
    ModelBundle bundle = model.read();
    return new Judge(
        bundle.id().name(),
        EvaluationReport.factsOf(bundle),
        (reviews, progress) -> Evaluator.judge(bundle, reviews, progress),
        bundle);
  }

  private String partOf(ReviewDataset reviews) {
    return reviews.test().isEmpty() && part != Part.VALIDATION
        ? "all"
        : part.name().toLowerCase(Locale.ROOT);
  }

  private static void requireHeldBack(@Nullable ModelBundle bundle, ReviewDataset reviews) {
    if (bundle == null) {
      throw new UsageException(
          "--split validation: expected a bundle; the baseline learned from all training reviews");
    }
    Provenance training = bundle.manifest().training();
    Course course = courseOf(reviews);
    Split split = course.split(reviews.train());
    if (course.knows(training, reviews.sha256(), split)) {
      throw new UsageException(
          "--split validation: expected a model that these reviews were held back from ("
              + course.heldBack(split)
              + ")");
    }
  }

  private static Course courseOf(ReviewDataset reviews) {
    return TrainingProfile.BEST.fittedTo(reviews.train().size()).course();
  }

  private List<LabelledReview> choose(ReviewDataset reviews) {
    if (part == Part.VALIDATION) {
      return courseOf(reviews).split(reviews.train()).validation();
    }
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
