package sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingProfilesTest {

  @TempDir Path folder;

  @Test
  void shouldChangeWhatAFileNames() throws IOException {
    TrainingProfile profile =
        read("base=best\nlm_epochs=0.5\nvectors_epochs=0\ncrop_rate=0.3\naverage_decay=0\n");
    assertThat(profile.languageModel().epochs()).isEqualTo(0.5);
    assertThat(profile.vectors().epochs()).isZero();
    assertThat(profile.noise().cropRate()).isEqualTo(0.3);
    assertThat(profile.optimization().averageDecay()).isZero();
    assertThat(profile.architecture()).isEqualTo(TrainingProfile.BEST.architecture());
    assertThat(profile.distillation()).isEqualTo(TrainingProfile.BEST.distillation());
  }

  @Test
  void shouldReadTheLinesOfAnyProfile() throws IOException {
    for (TrainingProfile profile :
        List.of(
            TrainingProfile.BEST,
            TrainingProfile.TUTORIAL,
            TestProfiles.staged(),
            TestProfiles.unmasked())) {
      StringBuilder lines = new StringBuilder();
      ProfileLines.of(profile).forEach((key, value) -> lines.append(key + "=" + value + "\n"));
      Path file = folder.resolve(profile.name() + ".profile");
      Files.writeString(file, lines);
      assertThat(TrainingProfiles.byNameOrFile(file.toString())).isEqualTo(profile);
    }
  }

  @Test
  void shouldNotFitToTheDataWhatAFileSets() throws IOException {
    for (String line :
        List.of("epochs=4", "validation_share=0.1", "lm_epochs=1", "teacher_own=true")) {
      assertThat(read(line + "\n").course().adaptive()).as(line).isFalse();
    }
    for (String line : List.of("lm_epochs=0", "teacher_own=false", "crop_rate=0.3")) {
      assertThat(read(line + "\n").course().adaptive()).as(line).isTrue();
    }
    assertThat(read("epochs=4\nadaptive=true\n").course().adaptive()).isTrue();
  }

  @Test
  void shouldRefuseMistakesByKeyValueAndForm() throws IOException {
    assertThatThrownBy(() -> read("crop_rate=2\n"))
        .hasMessage("profile setting crop_rate=2.0: expected a rate from 0 to 1");
    assertThatThrownBy(() -> read("lm_epochs=many\n")).hasMessageContaining("lm_epochs=many");
    assertThatThrownBy(() -> read("lm_candidates=1\n")).hasMessageContaining("2 or more");
    assertThatThrownBy(() -> read("input_dropout=0.3\n"))
        .hasMessageContaining("one rate for each LSTM layer");
    for (String lines : List.of("teacher_own=false\n", "base=tutorial\n")) {
      assertThat(read(lines).distillation().contributionWeight()).isZero();
      assertThatThrownBy(() -> read(lines + "contribution_weight=0.2\n"))
          .hasMessage("profile setting contribution_weight=0.2: expected 0 with teacher_own=false");
    }
    assertThatThrownBy(() -> read("teacher_weight=0\n"))
        .hasMessage("profile setting teacher_weight=0.0: expected above 0 with teacher_own=true");
    assertThatThrownBy(() -> read("contribution_weight=Infinity\n"))
        .hasMessage("profile setting contribution_weight=Infinity: expected 0 or more");
    assertThatThrownBy(() -> read("head=0\n"))
        .hasMessage("profile setting head=0: expected a whole number, 1 or more");
    assertThatThrownBy(() -> read("hidden_sizes=32,0\n"))
        .hasMessageStartingWith("profile setting hidden_sizes=32,0: expected whole numbers of 1");
    assertThatThrownBy(() -> read("nonsense=1\n")).hasMessageContaining("nonsense=1");
  }

  private TrainingProfile read(String lines) throws IOException {
    Path file = folder.resolve("mine.profile");
    Files.writeString(file, lines);
    return TrainingProfiles.byNameOrFile(file.toString());
  }
}
