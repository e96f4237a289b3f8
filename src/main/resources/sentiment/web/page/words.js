// Which words of a review are shaded and underlined, and how much. Offsets are UTF-16 units, as in strings.

const BRIDGED = 3; // longest gap between two words that is shaded with them
const FULL_LOGIT = 3; // full shade: if every word were like this one, the logit would be that or more
const WEAKEST_SHADED = 0.06; // of full shade
const STROKES = [1, 1.25, 1.6]; // attention, in even shares, from which a line is thin, medium, thick

/**
 * The words that the model read, in reading order, each with `shade` -5..5 (signed contribution; weak
 * judgements stay pale) and `stroke` 0..3 (attention; words with less than an even share have no line).
 */
export function marksOf(score) {
  const length = score.text.length;
  const words = score.words
    .filter((word) => word.start >= 0 && word.start < word.end && word.end <= length)
    .sort((a, b) => a.start - b.start);
  let full = FULL_LOGIT / Math.max(1, words.length);
  let attention = 0;
  for (const word of words) {
    full = Math.max(full, Math.abs(word.contribution));
    attention += word.attention;
  }
  const share = attention / words.length;
  const unknown = new Set(score.unknown.map(([start]) => start));
  return words.map((word) => ({
    ...word,
    shade: shadeOf(word.contribution / full),
    stroke: share > 0 ? STROKES.filter((least) => word.attention / share >= least).length : 0,
    unknown: unknown.has(word.start),
  }));
}

function shadeOf(share) {
  const size = Math.abs(share) ** 1.4; // sets the strongest apart from their neighbours
  return size < WEAKEST_SHADED ? 0 : Math.sign(share) * Math.min(5, Math.ceil(size * 5));
}

/**
 * The text from `from` to `to` in pieces that follow each other without a gap: `word` where it is one,
 * `shade` of what lies between two words of one sign, `cut` where the model did not read.
 */
export function piecesOf(score, marks, from = 0, to = score.text.length) {
  const pieces = [];
  const cuts = score.cut;
  let end = from;
  let before = null;
  for (const word of marks) {
    if (word.end <= from) continue;
    if (word.start >= to) break;
    gap(pieces, end, Math.min(word.start, to), cuts, before, word);
    const start = Math.max(word.start, from);
    end = Math.min(word.end, to);
    pieces.push({ start, end, word, shade: word.shade, cut: false });
    before = word;
  }
  gap(pieces, end, to, cuts, null, null);
  return pieces;
}

function gap(pieces, start, end, cuts, before, after) {
  let shade = 0;
  if (before && after && end - start <= BRIDGED && before.shade * after.shade > 0) {
    shade = Math.sign(before.shade) * Math.min(Math.abs(before.shade), Math.abs(after.shade));
  }
  let at = start;
  for (const [cutStart, cutEnd] of cuts) {
    if (cutEnd <= at || cutStart >= end) continue;
    if (cutStart > at) pieces.push({ start: at, end: cutStart, word: null, shade, cut: false });
    at = Math.max(at, cutStart);
    pieces.push({ start: at, end: Math.min(cutEnd, end), word: null, shade: 0, cut: true });
    at = Math.min(cutEnd, end);
  }
  if (at < end) pieces.push({ start: at, end, word: null, shade, cut: false });
}

/** The words that moved the score most, strongest first. */
export function deciding(marks, count) {
  return [...marks].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, count);
}

/** How a score adds up: bias + words for it + words against it = logit. */
export function sumOf(score) {
  const sum = { bias: score.bias, logit: score.logit, plus: 0, minus: 0, plusWords: 0, minusWords: 0 };
  for (const { contribution } of score.words) {
    if (contribution >= 0) {
      sum.plus += contribution;
      sum.plusWords++;
    } else {
      sum.minus += contribution;
      sum.minusWords++;
    }
  }
  return sum;
}
