package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A test of the page in a browser, against a stand-in of the scorer. */
@Tag("browser")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
abstract class PageTesting {

  private static @TempDir @SuppressWarnings("NullAway.Init") Path profile;

  /** One for all tests of a class. */
  static @SuppressWarnings("NullAway.Init") Browser browser;

  /** One for each test. */
  @SuppressWarnings("NullAway.Init")
  StubScorer scorer;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start(profile);
  }

  @AfterAll
  static void stopBrowser() {
    browser.close();
  }

  @BeforeEach
  void startScorer() throws IOException {
    scorer = StubScorer.start();
    browser.look(1280, 860, "light");
  }

  @AfterEach
  void stopScorer() {
    scorer.close();
  }

  /** Opens the page and waits until it listens. */
  void open() {
    browser.visit(scorer.address());
    browser.await("connection", () -> state().equals("live") && scorer.connections() > 0);
  }

  String state() {
    return (String) browser.js("return document.body.dataset.state");
  }

  /** Waits for that many rows in the list. */
  void awaitRows(int count) {
    browser.await(count + " rows", () -> browser.count(".entry") == count);
  }

  /** Checks that the browser had nothing to complain of. */
  static void assertQuiet() {
    assertThat(browser.complaints()).isEmpty();
  }
}
