package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sentiment.model.TestBundles;

@Timeout(120)
class DemoIT {

  @Test
  void shouldScoreTheSampleReviewsExactlyOnce() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Screen screen =
        new Screen(new PrintStream(bytes, true, UTF_8), 100, Boolean.getBoolean("demo.ansi"));
    DemoRun run =
        new DemoRun(
            DemoOptions.DEFAULT.withExit(),
            SampleReviews.load(),
            TestBundles.tiny(),
            screen,
            Clock.systemUTC());

    int exit = run.run();

    String shown = bytes.toString(UTF_8);
    System.out.println(shown);
    assertThat(exit).isZero();
  }
}
