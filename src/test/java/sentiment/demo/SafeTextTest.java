package sentiment.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void shouldKeepWhatBelongsTogetherInOneGlyph() {
    assertThat(glyphs("👩‍👩‍👦🇧🇷👎🏼e\u0301🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F"))
        .extracting(Glyph::shown)
        .containsExactly(
            "👩‍👩‍👦", "🇧🇷", "👎🏼", "e\u0301", "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F");
    assertThat(glyphs("👩‍👩‍👦🇧🇷👎🏼e\u0301中"))
        .extracting(Glyph::columns)
        .containsExactly(2, 2, 2, 1, 2);
  }

  @Test
  void shouldEndStacksOfMarks() {
    assertThat(glyphs("a" + "\u0301".repeat(100_000) + "b"))
        .extracting(glyph -> glyph.shown().length())
        .containsExactly(16, 1);
  }

  @Test
  void shouldReplaceUnpairedSurrogates() {
    assertThat(SafeText.line("a\uD800b\uDC00")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void shouldEscapeAControlCharacterBehindAJoiner() {
    assertThat(SafeText.line("a\u200d\u001b[0m")).isEqualTo("a\u200d\\u001b[0m");
  }

  @Test
  void shouldCutLinesBetweenCharacters() {
    assertThat(SafeText.line("中中中", 6)).isEqualTo("中中中");
    assertThat(SafeText.line("中中中", 5)).isEqualTo("中中…");
    assertThat(SafeText.line("中中中", 4)).isEqualTo("中…");
  }

  @Test
  void shouldReadNoMoreThanIsShown() {
    assertThat(SafeText.glyphs("a".repeat(1_000_000), 0, 1_000_000, 10)).hasSize(11);
  }

  private static List<Glyph> glyphs(String text) {
    return SafeText.glyphs(text, 0, text.length(), Integer.MAX_VALUE);
  }
}
