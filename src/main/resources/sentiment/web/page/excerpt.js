// Long reviews, shortened around the words that decided.

const SPACE = /\s/;
const WORTH_SHOWING = 0.25; // of the first stretch's contributions, for a second one
const NEAR = 12; // characters that are not worth leaving out

/**
 * Parts of the text, in order and apart from each other, of about `budget` characters together: all of a
 * text that fits, else the two stretches whose words contributed most, or the one that has nearly all.
 */
export function excerptOf(text, marks, budget) {
  if (text.length <= budget * 1.2) return [[0, text.length]];
  if (marks.length === 0) return [[0, clip(text, budget)]];
  const first = strongest(marks, budget * 0.55, null);
  const second = strongest(marks, budget * 0.45, first);
  const stretches =
    second && second.weight > first.weight * WORTH_SHOWING ? [first, second] : [strongest(marks, budget, null)];
  const parts = stretches.map((stretch) => widen(text, stretch, budget)).sort((a, b) => a[0] - b[0]);
  if (parts.length === 2 && parts[1][0] - parts[0][1] < NEAR) return [[parts[0][0], parts[1][1]]];
  return parts;
}

/** The stretch of words of at most `length` characters that contributed most, apart from the one taken. */
function strongest(marks, length, taken) {
  let best = null;
  let from = 0;
  let weight = 0;
  for (let to = 0; to < marks.length; to++) {
    weight += Math.abs(marks[to].contribution);
    while (marks[to].end - marks[from].start > length && from < to) {
      weight -= Math.abs(marks[from].contribution);
      from++;
    }
    const start = marks[from].start;
    const end = marks[to].end;
    if (taken && start < taken.end && end > taken.start) continue;
    const longer = best && weight === best.weight && end - start > best.end - best.start;
    if (!best || weight > best.weight || longer) best = { start, end, weight };
  }
  return best;
}

/** Takes the punctuation behind the last word along, and keeps a giant word within bounds. */
function widen(text, { start, end }, budget) {
  if (end - start > budget * 1.2) return [start, start + clip(text.slice(start, end), budget)];
  let to = end;
  while (to < text.length && to < end + 4 && !SPACE.test(text[to]) && text[to] !== '<') to++;
  to = boundary(text, to);
  return [start < NEAR ? 0 : start, text.length - to < NEAR ? text.length : Math.max(end, to)];
}

function clip(text, length) {
  if (text.length <= length) return text.length;
  const space = text.lastIndexOf(' ', length);
  return space > length * 0.6 ? space : boundary(text, length);
}

/** At or before `at`, a place that splits no emoji or letter with its marks. */
function boundary(text, at) {
  const from = Math.max(0, at - 32);
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(from, at + 32));
  const found = segments.containing(at - from);
  return found ? from + found.index : at;
}
