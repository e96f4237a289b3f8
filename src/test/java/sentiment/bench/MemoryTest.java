package sentiment.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

  @Test
  void shouldReadTheResidentMemoryThatLinuxGives() {
    assertThat(Memory.resident(List.of("Name:\tjava", "VmRSS:\t  2048 kB", "VmHWM:\t 9 kB")))
        .isEqualTo(2_097_152);
    assertThat(Memory.resident(List.of("Name:\tjava"))).isNull();
  }

  @Test
  void shouldReadTheProcessorThatLinuxGives() {
    assertThat(Machine.nameOfProcessor(List.of("processor\t: 0", "model name\t: A: fast one")))
        .isEqualTo("A: fast one");
    assertThat(Machine.nameOfProcessor(List.of("processor\t: 0"))).isNotEmpty();
  }
}
