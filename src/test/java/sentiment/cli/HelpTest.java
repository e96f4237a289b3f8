package sentiment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  static Stream<CommandLine> commands() {
    return below(new CommandLine(Main.class));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(each -> Stream.concat(Stream.of(each), below(each)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldNameEveryDefault(CommandLine command) {
    assertThat(command.getUsageMessage()).startsWith("Usage: ").doesNotContain("null");
  }
}
