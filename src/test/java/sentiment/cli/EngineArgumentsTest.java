package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import sentiment.bench.EngineBenchOptions;
import sentiment.kernel.GateActivation;
import sentiment.model.Architecture;
import sentiment.model.ModelBundle;

class EngineArgumentsTest {

  @Test
  void shouldReadListsOfCounts() {
    assertThat(EngineArguments.counts("--threads", "1, all,2", 2)).containsExactly(1, 2);
    assertThat(EngineArguments.counts("--batch", "64", 0)).containsExactly(64);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads=0 | --threads 0: expected whole numbers of 1 or more or all, with commas",
        "--batch=1,all | --batch 1,all: expected whole numbers of 1 or more, with commas",
        "--batch=1,,2 | --batch 1,,2: expected whole numbers of 1 or more, with commas",
        "--length=0 | --length 0: expected 1 or more",
        "--calls=-1 | --calls -1: expected 0 or more",
        "--engine=torch | --engine torch: expected kernel, dl4j or both",
      })
  void shouldNameTheMistake(String argument, String message) {
    EngineArguments arguments = new EngineArguments();
    new CommandLine(new Bench(arguments)).parseArgs(argument);

    assertThatThrownBy(() -> arguments.options(List.of("a film"), 1, null, null, 1))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void shouldNameTheFormOfAShape() {
    EngineArguments arguments = new EngineArguments();
    new CommandLine(new Bench(arguments)).parseArgs("--shape=big");

    assertThatThrownBy(arguments::shape)
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--shape big: expected tutorial, or whole numbers vocabulary,");
  }

  @Test
  void shouldCompareWithTheTutorialsModelAsItStands() {
    EngineArguments arguments = new EngineArguments();
    new CommandLine(new Bench(arguments)).parseArgs("--against=tutorial", "--length=400");

    EngineBenchOptions options = arguments.options(List.of("a film"), 1, null, null, 1);
    ModelBundle rival = Objects.requireNonNull(arguments.rival(options)).get();

    assertThat(rival.manifest().architecture())
        .isEqualTo(new Architecture(128, List.of(128, 128), 32, GateActivation.RELU, false));
    assertThat(rival.manifest().text().truncation().length()).isEqualTo(200);
  }

  @CommandLine.Command
  private static final class Bench {
    @CommandLine.Mixin private final EngineArguments arguments;

    Bench(EngineArguments arguments) {
      this.arguments = arguments;
    }
  }
}
