package sentiment.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sentiment.demo.HighlightedReview;
import sentiment.demo.Screen;
import sentiment.explain.AttributionMethod;
import sentiment.explain.Attributor;
import sentiment.explain.ExplainedReview;
import sentiment.explain.WordContribution;
import sentiment.model.ModelBundle;
import sentiment.report.ExplanationPage;
import sentiment.text.Span;

@Command(
    name = "explain",
    description =
        "Explains the judgement of reviews: arguments, or one a line from standard input.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
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
          "contribution (the exact shares, as in the stream), attention, gradient_times_input,"
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
    ModelBundle bundle = model.read();
    Attributor attributor = new Attributor(bundle.model());
    List<ExplainedReview> page = new ArrayList<>();
    int failures = 0;
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      Screen screen = Screen.of(out, Terminal.outIsAnsi(), System.getenv());
      int number = 0;
      for (String text : texts.isEmpty() ? lines() : texts) {
        number++;
        try {
          ExplainedReview review = ExplainedReview.of(bundle, text, method, attributor);
          switch (format) {
            case TEXT -> print(review, screen);
            case JSON -> out.println(JSON.writeValueAsString(json(review)));
            case MARKDOWN -> out.println(ExplanationPage.markdown(review));
            case HTML -> page.add(review);
          }
        } catch (IllegalArgumentException e) {
          failures++;
          System.err.println("sentiment: review " + number + ": " + e.getMessage());
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

  private static List<String> lines() {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines()
        .toList();
  }

  private static void print(ExplainedReview review, Screen screen) {
    List<WordContribution> strongest = ExplanationPage.strongest(review);
    screen
        .out()
        .printf("%.3f %s%n", review.probability(), review.logit() >= 0 ? "POSITIVE" : "NEGATIVE");
    new HighlightedReview(review.text(), strongest, screen.ansi())
        .lines(screen.columns() - 2, MOST_LINES)
        .forEach(line -> screen.out().println("  " + line));
    for (WordContribution word : strongest) {
      screen
          .out()
          .printf(
              "%+8.3f  attention %5.1f %%  %s%n",
              word.contribution(), 100 * word.attention(), Screen.safe(word.text()));
    }
    ExplanationPage.remarks(review).forEach(line -> screen.out().println(Screen.safe(line)));
    screen.out().println();
  }

  private static Map<String, Object> json(ExplainedReview review) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("probability", review.probability());
    object.put("logit", review.logit());
    object.put("method", review.method().name().toLowerCase(Locale.ROOT));
    object.put("bias", review.explanation().bias());
    object.put("completeness_gap", number(review.gap()));
    object.put(
        "words",
        review.explanation().words().stream()
            .map(
                word -> {
                  Map<String, Object> own = new LinkedHashMap<>();
                  own.put("text", word.text());
                  own.put("start", word.start());
                  own.put("end", word.end());
                  own.put("attention", word.attention());
                  own.put("contribution", word.contribution());
                  return own;
                })
            .toList());
    object.put("tokens", review.words());
    object.put("unread", spans(review.unread()));
    object.put("unknown", spans(review.unknown()));
    object.put("turned_without", spans(review.turning()));
    object.put("turned_probability", number(review.turnedProbability()));
    return object;
  }

  private static List<Map<String, Integer>> spans(List<Span> spans) {
    return spans.stream()
        .map(
            span -> {
              Map<String, Integer> own = new LinkedHashMap<>();
              own.put("start", span.start());
              own.put("end", span.end());
              return own;
            })
        .toList();
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }
}
