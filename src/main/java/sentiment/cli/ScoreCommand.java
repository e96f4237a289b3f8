package sentiment.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sentiment.scoring.Preparation;
import sentiment.scoring.PreparedReview;
import sentiment.scoring.Rejection;
import sentiment.scoring.RejectionReason;
import sentiment.scoring.ReviewScoreJson;
import sentiment.scoring.ScoringOptions;
import sentiment.scoring.ScoringResult;
import sentiment.scoring.SentimentScorer;

@Command(
    name = "score",
    description = "Scores reviews: arguments, or one a line from standard input.",
    mixinStandardHelpOptions = true)
final class ScoreCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reviews scored together when there are as many waiting. */
  private static final int BATCH = 64;

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--json", description = "Lines are objects with \"id\" and \"text\".")
  private boolean json;

  @Option(names = "--words", paramLabel = "N|all", description = "Words to list. Default: 10.")
  private String words = "10";

  @Parameters(paramLabel = "TEXT", description = "Reviews; standard input if there are none.")
  private List<String> texts = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    SentimentScorer scorer =
        new SentimentScorer(
            model.read(), ScoringOptions.DEFAULT.withTopWords(topWords()), Clock.systemUTC());
    try (PrintStream out = standardOutput()) {
      Batch batch = new Batch(scorer, out);
      if (!texts.isEmpty()) {
        for (int i = 0; i < texts.size(); i++) {
          batch.add(review(i + 1, texts.get(i), scorer));
        }
      } else {
        readLines(batch, scorer);
      }
      batch.flush();
      if (out.checkError()) {
        throw new IOException("standard output was closed");
      }
    }
    return 0;
  }

  private void readLines(Batch batch, SentimentScorer scorer) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new BufferedInputStream(System.in), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        batch.add(review(number, line, scorer));
        if (batch.isFull() || !in.ready()) {
          batch.flush(); // who types a line waits for its score, not for a full batch
        }
      }
    }
  }

  private Preparation review(int number, String line, SentimentScorer scorer) {
    if (!json) {
      return scorer.prepare(Integer.toString(number), line);
    }
    @Nullable JsonNode node = null;
    try {
      node = JSON.readTree(line);
    } catch (IOException e) {
      // a line that is no JSON is answered like one without a text
    }
    if (node == null || !node.path("text").isTextual()) {
      return new Rejection(
          Integer.toString(number),
          RejectionReason.UNDECODABLE,
          "line " + number + ": expected an object with a string \"text\"");
    }
    String id = node.hasNonNull("id") ? node.get("id").asText() : Integer.toString(number);
    return scorer.prepare(id, node.get("text").textValue());
  }

  private int topWords() {
    if (words.equals("all")) {
      return ScoringOptions.ALL_WORDS;
    }
    try {
      int n = Integer.parseInt(words);
      if (n >= 0) {
        return n;
      }
    } catch (NumberFormatException e) {
      // answered below, with the value
    }
    throw new UsageException("--words " + words + ": expected 0 or more, or all");
  }

  private static PrintStream standardOutput() {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
        false,
        StandardCharsets.UTF_8);
  }

  /** Waiting reviews; what was rejected keeps its place among them. */
  private static final class Batch {

    private final SentimentScorer scorer;
    private final PrintStream out;
    private final List<Preparation> waiting = new ArrayList<>();

    Batch(SentimentScorer scorer, PrintStream out) {
      this.scorer = scorer;
      this.out = out;
    }

    void add(Preparation review) {
      waiting.add(review);
    }

    boolean isFull() {
      return waiting.size() >= BATCH;
    }

    void flush() {
      List<PreparedReview> prepared = new ArrayList<>();
      for (Preparation review : waiting) {
        if (review instanceof PreparedReview ready) {
          prepared.add(ready);
        }
      }
      List<ScoringResult> results = scorer.score(prepared);
      int next = 0;
      for (Preparation review : waiting) {
        ScoringResult result =
            review instanceof Rejection rejection ? rejection : results.get(next++);
        out.print(ReviewScoreJson.write(result));
        out.print('\n');
      }
      out.flush();
      waiting.clear();
    }
  }
}
