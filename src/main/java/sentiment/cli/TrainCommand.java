package sentiment.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sentiment.baseline.BaselineTrainer;
import sentiment.baseline.NbSvm;
import sentiment.baseline.NbSvmSettings;
import sentiment.dataset.EraserReader;
import sentiment.dataset.Progress;
import sentiment.dataset.ReviewDataset;
import sentiment.model.ModelBundle;
import sentiment.model.TrainingHistory;
import sentiment.report.TrainingReport;
import sentiment.training.Distillation;
import sentiment.training.KerasWordIndex;
import sentiment.training.NetworkTeacher;
import sentiment.training.SentimentTrainer;
import sentiment.training.Teacher;
import sentiment.training.Tests;
import sentiment.training.TrainingListener;
import sentiment.training.TrainingProfile;
import sentiment.training.TrainingProfiles;

@Command(
    name = "train",
    description = "Trains a model on labelled reviews and writes its bundle.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--profile",
      paramLabel = "tutorial|best|nbsvm|FILE",
      defaultValue = "best",
      description =
          "How to train; a file of key=value lines changes a built-in profile. nbsvm is the baseline"
              + " without a network, for evaluate only.")
  private String profile = "best";

  @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Where it goes.")
  private Path out = Path.of("");

  @Option(names = "--seed", defaultValue = "1", description = "Of everything random. Default: 1.")
  private long seed;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "Words of a Keras word index (JSON: word to rank) instead of the data's own.")
  private @Nullable Path vocabulary;

  @Option(
      names = "--start-from",
      paramLabel = "BUNDLE",
      description =
          "Train a model on from there, with its words and shape; 'shipped' is the one that comes"
              + " with the program.")
  private @Nullable String startFrom;

  @Option(
      names = "--teacher",
      paramLabel = "BUNDLE",
      description =
          "Learn from this model's judgement too, also of unlabelled reviews; may be repeated.")
  private List<Path> teachers = List.of();

  @Option(
      names = "--pretrained",
      paramLabel = "DIR",
      description =
          "Begin from what an earlier pre-training with the same data, seed and settings left there;"
              + " without one, keep there what this one learns.")
  private @Nullable Path pretrained;

  @Option(names = "--resume", description = "Go on with an unfinished training of this bundle.")
  private boolean resume;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Keep " + TrainingReport.FILE + " there: learning curves that a browser reads anew.")
  private @Nullable Path report;

  @Option(
      names = "--test",
      description =
          "Judge the result on the data set's test reviews too. For a model to be released, once:"
              + " choices are made on the validation reviews.")
  private boolean test;

  @Option(
      names = "--rationales",
      paramLabel = "DIR",
      description =
          "With --test: also compare its explanations with people's reasons, the test part of a folder"
              + " in ERASER's movies format.")
  private @Nullable Path rationales;

  @Option(names = "--restart", description = "Throw an unfinished training of this bundle away.")
  private boolean restart;

  @Override
  public Integer call() throws IOException {
    if (resume && restart) {
      throw new UsageException("--resume and --restart: expected at most one of them");
    }
    if (startFrom != null && vocabulary != null) {
      throw new UsageException("--start-from and --vocabulary: expected at most one of them");
    }
    if (startFrom != null && pretrained != null) {
      throw new UsageException("--start-from and --pretrained: expected at most one of them");
    }
    if (rationales != null && !test) {
      throw new UsageException("--rationales: expected --test with it");
    }
    ProgressBar bar = Terminal.progressBar();
    if (profile.equals("nbsvm")) {
      return trainBaseline(bar);
    }
    TrainingProfile chosen = TrainingProfiles.byNameOrFile(profile);
    SentimentTrainer.Sources sources =
        new SentimentTrainer.Sources(
            vocabulary == null ? null : KerasWordIndex.read(vocabulary),
            start(),
            teachers.stream()
                .<Teacher>map(file -> new NetworkTeacher(ModelBundle.read(file)))
                .toList(),
            pretrained);
    Distillation teaching = chosen.distillation();
    boolean taught = teaching.nbsvm() || teaching.own();
    boolean unlabelled =
        (startFrom == null && (chosen.pretrains() || taught))
            || (!teachers.isEmpty() && teaching.unlabelledShare() > 0);
    ReviewDataset reviews = data.read(bar, unlabelled);
    Tests tests = tests(reviews);
    Path checkpoints = out.resolveSibling(out.getFileName() + ".training");
    if (restart) {
      SentimentTrainer.discard(checkpoints);
    }
    WatchedTraining watched = new WatchedTraining(report, chosen.name(), InstantSource.system());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    watched.ends(
                        Files.exists(checkpoints) ? "Stopped; --resume goes on." : "Stopped.")));
    ModelBundle bundle;
    try {
      bundle =
          new SentimentTrainer(chosen, seed, InstantSource.system(), new Listener(bar, watched))
              .train(reviews, sources, checkpoints, tests, resume);
      bundle.write(out);
    } catch (IOException | RuntimeException e) {
      watched.ends("Stopped: %s".formatted(Main.inOneLine(e)));
      throw e;
    }
    bar.end();
    watched.ends("Over: %s %s.".formatted(bundle.id().name(), bundle.id().version()));
    SentimentTrainer.discard(checkpoints);
    System.err.printf(
        "wrote %s (%,d bytes): %s %s%n",
        out, Files.size(out), bundle.id().name(), bundle.id().version());
    return 0;
  }

  private Tests tests(ReviewDataset reviews) throws IOException {
    requireTests(reviews);
    if (rationales == null) {
      return new Tests(test, List.of());
    }
    return new Tests(test, EraserReader.read(rationales, "test"));
  }

  private void requireTests(ReviewDataset reviews) {
    if (test && reviews.test().isEmpty()) {
      throw new UsageException("--test: expected data with test reviews, there are none");
    }
  }

  private @Nullable ModelBundle start() {
    if (startFrom == null) {
      return null;
    }
    return startFrom.equals("shipped")
        ? ModelBundle.shipped()
        : ModelBundle.read(Path.of(startFrom));
  }

  private int trainBaseline(ProgressBar bar) throws IOException {
    if (resume
        || restart
        || vocabulary != null
        || startFrom != null
        || !teachers.isEmpty()
        || pretrained != null
        || report != null
        || rationales != null) {
      throw new UsageException(
          "--profile nbsvm: expected no --resume, --restart, --vocabulary, --start-from, --teacher,"
              + " --pretrained, --report or --rationales with it");
    }
    ReviewDataset reviews = data.read(bar);
    requireTests(reviews);
    NbSvm model =
        new BaselineTrainer(NbSvmSettings.DEFAULT, System.err::println)
            .train(reviews, test)
            .model();
    model.write(out);
    System.err.printf("wrote %s (%,d bytes)%n", out, Files.size(out));
    return 0;
  }

  private static final class Listener implements TrainingListener {

    private final ProgressBar bar;
    private final WatchedTraining watched;
    private String current = "";

    Listener(ProgressBar bar, WatchedTraining watched) {
      this.bar = bar;
      this.watched = watched;
    }

    @Override
    public void begins(TrainingHistory soFar) {
      watched.begins(soFar);
    }

    @Override
    public Progress task(String name, String unit) {
      begin(name);
      return (done, total) -> {
        begin(name);
        bar.update(done, total, unit, "");
        watched.task(name, done, total);
      };
    }

    @Override
    public void step(int epoch, int epochs, int done, int reviews, double loss, double accuracy) {
      begin("epoch %d/%d".formatted(epoch, epochs));
      bar.update(
          done, reviews, "reviews", "loss %.4f accuracy %.1f %%".formatted(loss, 100 * accuracy));
      watched.step(epoch, epochs, done, reviews, loss);
    }

    @Override
    public void epoch(TrainingHistory soFar, double accuracy, boolean best) {
      TrainingHistory.Epoch last = soFar.epochs().get(soFar.epochs().size() - 1);
      note(
          "epoch %d: loss %.4f accuracy %.2f %%; validation loss %.4f accuracy %.2f %%%s"
              .formatted(
                  last.epoch(),
                  last.trainLoss(),
                  100 * accuracy,
                  last.validationLoss(),
                  100 * last.validationAccuracy(),
                  best ? " (best)" : ""));
      watched.epoch(soFar);
    }

    @Override
    public void note(String line) {
      begin("");
      System.err.println(line);
      watched.note(line);
    }

    private void begin(String task) {
      if (!task.equals(current)) {
        current = task;
        bar.begin(task);
      }
    }
  }
}
