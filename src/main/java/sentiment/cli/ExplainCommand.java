package sentiment.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sentiment.demo.HighlightedReview;
import sentiment.demo.Screen;
import sentiment.explain.AttributionMethod;
import sentiment.explain.ExplainedReview;
import sentiment.explain.WordContribution;
import sentiment.model.ModelBundle;
import sentiment.report.ExplanationPage;
import sentiment.report.Reason;
import sentiment.report.Remarks;
import sentiment.scoring.ExplainedScore;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.ScoringResult;
import sentiment.scoring.SentimentScorer;

@Command(
    name = "explain",
    description =
        "Explains the judgement of reviews: arguments, or one a line from standard input.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private static final int MOST_LINES = 1000;

  /** How an explanation is written. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML
  }

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--method",
      defaultValue = "contribution",
      paramLabel = "NAME",
      description =
          "contribution (the exact shares, as in the stream), gradient_times_input,"
              + " integrated_gradients or leave_one_out. Default: contribution.")
  private AttributionMethod method = AttributionMethod.CONTRIBUTION;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "text, json, markdown or html. Default: text.")
  private Format format = Format.TEXT;

  @Parameters(paramLabel = "TEXT", description = "Reviews; standard input if there are none.")
  private List<String> texts = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (!method.signed()) {
      throw new UsageException(
          "--method attention: expected a method that tells for from against; attention is given"
              + " with each of them");
    }
    ModelBundle bundle = model.read();
    SentimentScorer scorer = new SentimentScorer(bundle, ScoringOptions.DEFAULT, Clock.systemUTC());
    List<String> page = new ArrayList<>();
    int failures = 0;
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      Screen screen = Screen.of(out, Terminal.outIsAnsi(), System.getenv());
      Iterator<String> reviews = texts.isEmpty() ? lines() : texts.iterator();
      for (int number = 1; reviews.hasNext(); number++) {
        Preparation preparation = scorer.prepare(Integer.toString(number), reviews.next());
        if (preparation instanceof Rejection rejection) {
          failures++;
          System.err.println("sentiment: review " + number + ": " + rejection.detail());
          switch (format) {
            case TEXT -> out.printf("not scored: %s%n%n", rejection.detail());
            case JSON -> out.println(ReviewScoreJson.write((ScoringResult) rejection));
            case MARKDOWN -> out.printf("### Not scored%n%n%s%n%n", rejection.detail());
            case HTML -> page.add(ExplanationPage.rejected(rejection.detail()));
          }
          continue;
        }
        ExplainedScore score = scorer.explain((PreparedReview) preparation, method);
        switch (format) {
          case TEXT -> print(score.explained(), screen);
          case JSON -> out.println(ReviewScoreJson.write(score));
          case MARKDOWN -> out.println(ExplanationPage.markdown(score.explained()));
          case HTML -> page.add(ExplanationPage.section(score.explained()));
        }
      }
      if (format == Format.HTML) {
        out.print(ExplanationPage.html(bundle.id().name(), page));
      }
      if (out.checkError()) {
        throw new IOException("standard output was closed");
      }
    }
    return failures == 0 ? 0 : 1;
  }

  private static Iterator<String> lines() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines()
        .iterator();
  }

  private static void print(ExplainedReview review, Screen screen) {
    List<Reason> reasons = Reason.of(review);
    List<WordContribution> strongest =
        Reason.strongest(reasons).stream()
            .map(
                phrase ->
                    new WordContribution(
                        review.text().substring(phrase.start(), phrase.end()),
                        phrase.start(),
                        phrase.end(),
                        phrase.attention(),
                        phrase.contribution()))
            .toList();
    screen
        .out()
        .printf("%.3f %s%n", review.probability(), review.logit() >= 0 ? "POSITIVE" : "NEGATIVE");
    new HighlightedReview(review.text(), strongest, screen.ansi())
        .lines(screen.columns() - 2, MOST_LINES)
        .forEach(line -> screen.out().println("  " + line));
    if (!reasons.isEmpty()) {
      screen.out().println("   share  attention  for (+) or against (-) a positive judgement");
    }
    for (Reason reason : reasons) {
      screen
          .out()
          .printf(
              "%+8.3f    %5.1f %%  %s%n",
              reason.contribution(), 100 * reason.attention(), Screen.safe(reason.shown()));
    }
    Remarks.of(review).forEach(line -> screen.out().println(Screen.safe(line)));
    screen.out().println();
  }
}
