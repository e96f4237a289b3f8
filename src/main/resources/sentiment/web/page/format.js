// Numbers and names as the page writes them.

const count = new Intl.NumberFormat('en-US');
const MINUS = '\u2212';

export function whole(n) {
  return count.format(Math.round(n));
}

/** A probability, 0.00 to 1.00; never rounded up to certainty. */
export function probability(p) {
  const shown = p.toFixed(2);
  if (shown === '1.00' && p < 1) return '0.99+';
  if (shown === '0.00' && p > 0) return '<0.01';
  return shown;
}

/** A number with its sign, always: +0.085. */
export function signed(x, digits = 3) {
  const shown = Math.abs(x).toFixed(digits);
  return (x < 0 && Number(shown) !== 0 ? MINUS : '+') + shown;
}

/** A number with a true minus sign. */
export function plain(x, digits = 3) {
  const shown = Math.abs(x).toFixed(digits);
  return (x < 0 && Number(shown) !== 0 ? MINUS : '') + shown;
}

export function percent(share, digits = 0) {
  return (100 * share).toFixed(digits) + '\u202f%';
}

/** Milliseconds in three digits: 14 ms, 1.2 s. */
export function duration(ms) {
  if (ms === null || ms === undefined) return '\u2013';
  if (ms < 10) return ms.toFixed(1) + '\u202fms';
  if (ms < 1000) return Math.round(ms) + '\u202fms';
  return (ms / 1000).toFixed(ms < 9950 ? 1 : 0) + '\u202fs';
}

export function plural(n, one, many = one + 's') {
  return whole(n) + '\u00a0' + (n === 1 ? one : many);
}

export function labelName(label) {
  return label.toLowerCase();
}

/** What a rejection's reason means. */
export function reasonName(reason) {
  const names = {
    EMPTY_TEXT: 'no words',
    UNDECODABLE: 'unreadable',
    TOO_LARGE: 'too large',
    SCORING_FAILED: 'scoring failed',
  };
  return names[reason] ?? reason;
}

export function timeOfDay(ms) {
  return new Date(ms).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}
