package sentiment.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The page's modules by themselves, with texts that no one would write. */
class ModulesBrowserIT extends PageTesting {

  private static Object module(String file, String script) {
    return browser.jsAsync(
        "const done = arguments[arguments.length - 1];"
            + "import('/%s').then((m) => done((() => { %s })()), (e) => done('' + e))"
                .formatted(file, script));
  }

  @Test
  void shouldReadEventsFromPiecesOfAnySize() {
    open();
    Object events =
        module(
            "sse.js",
            """
            const stream = ': hello\\n\\nevent: a\\ndata: {"x":1}\\n\\ndata: one\\ndata: two\\n\\n'
              + 'event: b\\r\\ndata: \\u00e9\\r\\n\\r\\nevent: c\\ndata: cut off';
            const results = new Set();
            for (let size = 1; size <= stream.length; size++) {
              const parser = new m.EventParser();
              const events = [];
              for (let i = 0; i < stream.length; i += size) events.push(...parser.push(stream.slice(i, i + size)));
              results.add(JSON.stringify(events));
            }
            return [...results];
            """);
    assertThat(events)
        .isEqualTo(
            List.of(
                "[{\"name\":\"a\",\"data\":\"{\\\"x\\\":1}\"},{\"name\":\"message\",\"data\":\"one\\ntwo\"},"
                    + "{\"name\":\"b\",\"data\":\"\u00e9\"}]"));
  }

  @Test
  void shouldCutATextIntoPiecesThatGiveTheTextAgain() {
    open();
    Object broken =
        module(
            "words.js",
            """
            let seed = 7;
            const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
            const letters = ['a', ' ', '.', '<br>', '\\u{1f468}\\u200d\\u{1f469}', '\\u0645', '\\n', 'e\\u0301', 'word'];
            const broken = [];
            for (let round = 0; round < 300; round++) {
              let text = '';
              for (let i = random(200); i >= 0; i--) text += letters[random(letters.length)];
              const words = [];
              for (let at = random(5); at < text.length; ) {
                const end = Math.min(text.length, at + 1 + random(6));
                words.push({ text: text.slice(at, end), start: at, end, attention: random(100) / 100, contribution: random(200) / 100 - 1 });
                at = end + random(4);
              }
              const start = random(text.length);
              const score = { text, words, unknown: [], cut: [[start, Math.min(text.length, start + random(30))]] };
              const pieces = m.piecesOf(score, m.marksOf(score));
              if (pieces.map((p) => text.slice(p.start, p.end)).join('') !== text) broken.push(text);
            }
            return broken;
            """);
    assertThat(broken).isEqualTo(List.of());
  }

  @Test
  void shouldShortenWithoutSplittingACharacterOrLosingOrder() {
    open();
    Object broken =
        module(
            "excerpt.js",
            """
            const broken = [];
            const family = '\\u{1f468}\\u200d\\u{1f469}\\u200d\\u{1f467}';
            for (const text of [family.repeat(200), 'x'.repeat(5000), 'one two '.repeat(400), '\\u4e2d'.repeat(3000)]) {
              for (const marks of [[], [{ start: 0, end: text.length, contribution: 1 }],
                [{ start: 8, end: 16, contribution: 1 }, { start: 904, end: 912, contribution: -1 }]]) {
                const parts = m.excerptOf(text, marks, 300);
                const shown = parts.map(([a, b]) => text.slice(a, b)).join('');
                let end = -1;
                for (const [a, b] of parts) {
                  if (a <= end || b <= a) broken.push('order ' + parts);
                  end = b;
                }
                if (shown.length > 400 || !shown.isWellFormed()) broken.push(shown);
              }
            }
            return broken;
            """);
    assertThat(broken).isEqualTo(List.of());
  }

  @Test
  void shouldFindTheWordsThatTwoTextsShare() {
    open();
    Object pairs =
        module(
            "diff.js",
            """
            const words = (text) => text.split(' ').map((text) => ({ text }));
            const same = (a, b) => m.commonWords(words(a), words(b)).map(([i, j]) => words(a)[i].text).join(' ');
            return [same('a b c', 'a x c'), same('a b', 'a b'), same('x', 'y'),
              same('the cat sat down on the mat', 'on the mat THE cat sat down'), same('a a a', 'a')];
            """);
    assertThat(pairs).isEqualTo(List.of("a c", "a b", "", "the cat sat down", "a"));
  }
}
