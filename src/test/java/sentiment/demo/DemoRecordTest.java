package sentiment.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sentiment.streams.ReviewEncoder;
import sentiment.streams.StreamSettings;

class DemoRecordTest {

  @Test
  void shouldWriteTextJsonAndAvroInTurn() {
    List<DemoRecord> records = records("good", "good", "good", "good");

    assertThat(records.get(0).value().bytes()).isEqualTo("good".getBytes(UTF_8));
    assertThat(new String(records.get(1).value().bytes(), UTF_8))
        .contains("\"text\":\"good\"")
        .contains("\"review_id\":\"r1\"");
    assertThat(records.get(2).value().bytes()).startsWith(0).endsWith('g', 'o', 'o', 'd', 0, 0);
    assertThat(records.get(3).value().bytes()).isEqualTo("good".getBytes(UTF_8));
  }

  @Test
  void shouldNotWriteAsPlainTextWhatLooksLikeAnotherFormat() {
    assertThat(records(" {\"text\": 1}").get(0).value().bytes()).startsWith('{', '"');
    assertThat(records("\0\0\0\0\0").get(0).value().bytes()).startsWith('{', '"');
  }

  @Test
  void shouldSpreadTheFewBetweenTheMany() {
    List<DemoRecord> mixed =
        DemoRecord.mix(records("a", "b", "c", "d", "e", "f"), List.of(broken("x"), broken("y")));

    assertThat(mixed)
        .extracting(record -> record.review().id())
        .containsExactly("r0", "r1", "x", "r2", "r3", "y", "r4", "r5");
  }

  @Test
  void shouldAddTheFewToNone() {
    assertThat(DemoRecord.mix(List.of(), BrokenRecords.all()))
        .extracting(record -> record.review().id())
        .doesNotHaveDuplicates()
        .hasSize(5);
  }

  private static DemoRecord broken(String id) {
    return new DemoRecord(new DemoReview(id, "", "", null), () -> null);
  }

  private static List<DemoRecord> records(String... texts) {
    return DemoRecord.of(
        IntStream.range(0, texts.length)
            .mapToObj(i -> new DemoReview("r" + i, texts[i], "", null))
            .toList(),
        ReviewEncoder.of(StreamSettings.of(Map.of(), Map.of(), Map.of())));
  }
}
