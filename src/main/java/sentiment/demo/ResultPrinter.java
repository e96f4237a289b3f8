package sentiment.demo;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sentiment.scoring.Label;
import sentiment.scoring.Rejection;
import sentiment.scoring.ReviewScore;
import sentiment.scoring.ScoringResult;
import sentiment.text.EncodedReview;

/** Shows one result after the other: a bar and what is known in one line, the review below it. */
final class ResultPrinter {

  private static final int BAR_COLUMNS = 20;
  private static final int MAX_ID_COLUMNS = 40;
  private static final int MAX_TEXT_LINES = 3;
  private static final String INDENT = "  ";

  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String FAINT = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  private final Screen screen;

  ResultPrinter(Screen screen) {
    this.screen = screen;
  }

  /**
   * Shows a result.
   *
   * @param review what was sent under this id; null when another program sent it, so that of its
   *     text no more is known than the score tells
   */
  void print(ScoringResult result, @Nullable DemoReview review) {
    if (result instanceof ReviewScore score) {
      print(score, review);
    } else if (result instanceof Rejection rejection) {
      print(rejection, review);
    }
  }

  private void print(ReviewScore score, @Nullable DemoReview review) {
    String colour =
        switch (score.label()) {
          case POSITIVE -> GREEN;
          case NEGATIVE -> RED;
          case UNCERTAIN -> YELLOW;
        };
    StringBuilder head = new StringBuilder();
    head.append(coloured(colour, bar(score.probability())));
    head.append(String.format(Locale.ROOT, " %.3f ", score.probability()));
    head.append(coloured(colour, "%-9s".formatted(score.label())));
    head.append(' ').append(name(score.reviewId(), review));
    Boolean positive = review == null ? null : review.positive();
    if (positive != null && !Tally.agrees(score, positive)) {
      head.append(coloured(YELLOW, "  labelled " + (positive ? Label.POSITIVE : Label.NEGATIVE)));
    }
    String unseen = EncodedReview.unseen(score.tokens(), score.tokensUsed(), score.tokensUnknown());
    head.append(unseen.isEmpty() ? "" : coloured(FAINT, "  " + unseen));
    screen.out().println(head);
    if (review == null) {
      WordsOnly known = WordsOnly.of(score.words());
      printText(new HighlightedReview(known.text(), known.words(), screen.ansi()));
    } else {
      printText(new HighlightedReview(review.text(), score.words(), screen.ansi()));
    }
  }

  private void print(Rejection rejection, @Nullable DemoReview review) {
    String reason = "rejected: " + rejection.reason();
    String detail = SafeText.line(rejection.detail(), screen.columns() - INDENT.length());
    screen
        .out()
        .println(
            coloured(YELLOW, "%-36s".formatted(reason)) + " " + name(rejection.reviewId(), review));
    screen.out().println(INDENT + coloured(FAINT, detail));
    if (review != null) {
      printText(new HighlightedReview(review.text(), List.of(), screen.ansi()));
    }
  }

  private void printText(HighlightedReview highlighted) {
    int columns = screen.columns() - INDENT.length();
    for (String line : highlighted.lines(columns, MAX_TEXT_LINES)) {
      screen.out().println(INDENT + line);
    }
  }

  private String name(String id, @Nullable DemoReview review) {
    String name = SafeText.line(id, MAX_ID_COLUMNS);
    return review == null || review.note().isEmpty()
        ? name
        : name + coloured(FAINT, " " + SafeText.line(review.note(), 20));
  }

  private String bar(double probability) {
    int full = (int) Math.round(Math.min(1, Math.max(0, probability)) * BAR_COLUMNS);
    String on = screen.ansi() ? "█" : "#";
    String off = screen.ansi() ? "░" : ".";
    return on.repeat(full) + off.repeat(BAR_COLUMNS - full);
  }

  private String coloured(String colour, String text) {
    return screen.ansi() ? colour + text + RESET : text;
  }
}
