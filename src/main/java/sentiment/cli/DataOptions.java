package sentiment.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import sentiment.dataset.DatasetOptions;
import sentiment.dataset.Evenly;
import sentiment.dataset.ImdbDownload;
import sentiment.dataset.LabelledReview;
import sentiment.dataset.RatingScale;
import sentiment.dataset.ReviewDataset;
import sentiment.dataset.ReviewDatasets;
import sentiment.demo.DemoReview;

/** Where labelled reviews come from and how to read them. */
final class DataOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "imdb|PATH",
      description =
          "'imdb' downloads the Large Movie Review Dataset; else its archive or folder, or a CSV,"
              + " TSV or JSON Lines file.")
  private String source = "";

  @Option(names = "--text-column", description = "Name or number of the column with the review.")
  private @Nullable String textColumn;

  @Option(names = "--label-column", description = "Name or number of the column with the label.")
  private @Nullable String labelColumn;

  @Option(names = "--group-column", description = "Column of what is reviewed, kept together.")
  private @Nullable String groupColumn;

  @Option(
      names = "--ratings",
      paramLabel = "LOW..HIGH",
      description = "The label column holds ratings of this scale; the middle is left out.")
  private @Nullable String ratings;

  @Option(names = "--skip-bad", description = "Count and leave out broken rows.")
  private boolean skipBad;

  private static RatingScale scale(String ratings) {
    try {
      return RatingScale.parse(ratings);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--ratings: " + e.getMessage());
    }
  }

  /** Reviews of its test part, or of all of it if it has none: at most {@code limit}, evenly. */
  List<DemoReview> reviews(ProgressBar bar, int limit) throws IOException {
    ReviewDataset dataset = read(bar);
    List<LabelledReview> all = dataset.test().isEmpty() ? dataset.train() : dataset.test();
    return Evenly.chosen(all, limit).stream()
        .map(r -> new DemoReview(r.id(), r.text(), dataset.name(), r.positive()))
        .toList();
  }

  /** What was named, which is no path if it is {@code imdb}. */
  Path path() {
    return Path.of(source);
  }

  ReviewDataset read(ProgressBar bar) throws IOException {
    return read(bar, false);
  }

  /** The reviews, with unlabelled ones if they are wanted and there are some. */
  ReviewDataset read(ProgressBar bar, boolean unlabelled) throws IOException {
    Path path = Path.of(source);
    if (source.equals("imdb")) {
      bar.begin("downloading");
      path =
          ImdbDownload.fromPublisher(ImdbDownload.cacheOf(Path.of(System.getProperty("user.home"))))
              .fetch((done, total) -> bar.update(done, total, "bytes", ""));
    }
    DatasetOptions options =
        new DatasetOptions(
            textColumn, labelColumn, groupColumn, ratings == null ? null : scale(ratings), skipBad);
    bar.begin("reading");
    ReviewDataset data =
        ReviewDatasets.open(
            path,
            unlabelled ? options.withUnlabelled() : options,
            (done, total) -> bar.update(done, total, "bytes", ""));
    bar.end();
    if (data.skipped() + data.neutral() > 0) {
      System.err.printf(
          "left out %,d broken and %,d neutral rows%n", data.skipped(), data.neutral());
    }
    return data;
  }
}
