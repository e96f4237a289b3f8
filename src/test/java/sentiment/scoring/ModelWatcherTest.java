package sentiment.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sentiment.model.ModelBundle;
import sentiment.model.ModelId;
import sentiment.model.TestBundles;

class ModelWatcherTest {

  private final ModelBundle first = TestBundles.tiny();
  private final ModelBundle second = TestBundles.tiny(3);
  private final List<String> reports = new ArrayList<>();
  private final ScoringMetrics metrics =
      new ScoringMetrics() {
        @Override
        public void modelLoaded(ModelId model, Duration load) {
          reports.add("loaded " + model.sha256());
        }

        @Override
        public void modelRefused() {
          reports.add("refused");
        }
      };

  private @TempDir Path folder;
  private Path path;
  private LiveModel model;
  private ModelWatcher watcher;

  @BeforeEach
  void startWithTheFirstModel() throws Exception {
    path = folder.resolve("model.zip");
    first.write(path);
    model = new LiveModel(first, ScoringOptions.DEFAULT, Clock.systemUTC());
    watcher = new ModelWatcher(path, null, model, metrics);
    lookTwice();
  }

  @Test
  void shouldLeaveTheSameModelInPlace() throws Exception {
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000));
    lookTwice();

    assertThat(model.bundle()).isSameAs(first);
    assertThat(reports).isEmpty();
  }

  @Test
  void shouldNotReadAgainWhatWasReadAtTheStart() throws Exception {
    Files.writeString(path, "a file that would be refused");
    watcher = new ModelWatcher(path, FileState.of(path), model, metrics);
    lookTwice();
    assertThat(reports).isEmpty();

    Files.writeString(path, "and is, once it has changed");
    lookTwice();
    assertThat(reports).hasSize(1);
  }

  @Test
  void shouldServeANewModel() throws Exception {
    SentimentScorer before = model.scorer();
    second.write(path);

    watcher.look();
    assertThat(model.bundle()).isSameAs(first); // may still be being written
    assertThat(model.scorer()).isSameAs(before);
    watcher.look();

    assertThat(model.bundle().id()).isEqualTo(second.id());
    assertThat(model.scorer().modelId()).isEqualTo(second.id());
    assertThat(reports).containsExactly("loaded " + second.id().sha256());
  }

  @Test
  void shouldWaitUntilAModelIsWhole() throws Exception {
    second.write(folder.resolve("second.zip"));
    byte[] whole = Files.readAllBytes(folder.resolve("second.zip"));
    for (int written = 0; written < whole.length; written += 1000) {
      Files.write(path, Arrays.copyOf(whole, written));
      watcher.look();
    }
    Files.write(path, whole);
    lookTwice();

    assertThat(reports).containsExactly("loaded " + second.id().sha256());
  }

  @Test
  void shouldRefuseABrokenModelOnce() throws Exception {
    Files.writeString(path, "no zip");
    lookTwice();
    lookTwice();

    assertThat(model.bundle()).isSameAs(first);
    assertThat(reports).containsExactly("refused");

    second.write(path);
    lookTwice();
    assertThat(model.bundle().id()).isEqualTo(second.id());
  }

  @Test
  void shouldRefuseAModelThatDoesNotReproduceItsGoldenReviews() throws Exception {
    TestBundles.lying().write(path);
    lookTwice();

    assertThat(model.bundle()).isSameAs(first);
    assertThat(reports).containsExactly("refused");
  }

  @Test
  void shouldGoOnWithoutAFile() throws Exception {
    Files.delete(path);
    lookTwice();

    assertThat(model.bundle()).isSameAs(first);
    assertThat(reports).isEmpty();
  }

  @Test
  void shouldLookByItself() throws Exception {
    CountDownLatch loaded = new CountDownLatch(1);
    ScoringMetrics waiting =
        new ScoringMetrics() {
          @Override
          public void modelLoaded(ModelId id, Duration load) {
            loaded.countDown();
          }
        };
    second.write(path);
    watcher = ModelWatcher.start(path, null, model, waiting, Duration.ofMillis(10));
    try {
      assertThat(loaded.await(1, TimeUnit.MINUTES)).isTrue();
    } finally {
      watcher.close();
    }
  }

  private void lookTwice() {
    watcher.look();
    watcher.look();
  }
}
