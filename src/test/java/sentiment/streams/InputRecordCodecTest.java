package sentiment.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputRecordCodecTest {

  private static final int ROUNDS = 500;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldReadWhatItWrote(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      InputRecord input = randomRecord(random);

      assertThat(InputRecordCodec.decode(InputRecordCodec.encode(input)))
          .usingRecursiveComparison()
          .isEqualTo(input);
    }
  }

  @Test
  void shouldRefuseEveryCut() {
    byte[] bytes = InputRecordCodec.encode(randomRecord(new Random(4)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);

      assertThatThrownBy(() -> InputRecordCodec.decode(cut))
          .isInstanceOf(SerializationException.class);
    }
  }

  @Test
  void shouldRefuseSurplusBytes() {
    byte[] bytes = InputRecordCodec.encode(TestReviews.input(null, null));

    assertThatThrownBy(() -> InputRecordCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("buffered review: 1 bytes too many");
  }

  @Test
  void shouldNameAnotherVersion() {
    byte[] bytes = InputRecordCodec.encode(TestReviews.input(null, null));
    bytes[0] = 9;

    assertThatThrownBy(() -> InputRecordCodec.decode(bytes))
        .hasMessageContaining("of version 9: expected 1");
  }

  private static InputRecord randomRecord(Random random) {
    RecordHeaders headers = new RecordHeaders();
    for (int i = random.nextInt(4); i > 0; i--) {
      headers.add("schlüssel\uD83D\uDE00" + i, randomBytes(random));
    }
    return new InputRecord(
        "topic-" + random.nextInt(),
        random.nextInt(Integer.MAX_VALUE),
        random.nextLong(),
        random.nextLong(),
        randomBytes(random),
        randomBytes(random),
        headers);
  }

  private static byte @Nullable [] randomBytes(Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(50)];
    random.nextBytes(bytes);
    return bytes;
  }
}
