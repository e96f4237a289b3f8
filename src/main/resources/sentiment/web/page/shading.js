// Draws a review's text with its words shaded and underlined.

import { el } from './dom.js';
import { piecesOf } from './words.js';
import { signed, percent } from './format.js';

const LINE_BREAK = /<br[ /]{0,3}>/gi; // as the tokenizer skips it
const LINE_BREAKS = /(?:\s*<br[ /]{0,3}>)+\s*/gi;

/** The classes of a piece, in full: `page.css` has the colours. */
export function classOf({ word, shade, cut }) {
  const names = [];
  if (shade) names.push((shade > 0 ? 'p' : 'n') + Math.abs(shade));
  if (word?.stroke) names.push('a' + word.stroke);
  if (word?.stroke && word.contribution < 0) names.push('against');
  if (word?.unknown) names.push('unknown');
  if (word?.only) names.push('only');
  if (cut) names.push('cut');
  return names.join(' ');
}

/** Neighbours of one look in one element: for lists, where nobody points at single words. */
export function compact(score, marks, parts) {
  const nodes = [];
  parts.forEach(([from, to], i) => {
    if (i > 0 || from > 0) nodes.push(ellipsis(i > 0 ? ' \u2026 ' : '\u2026 '));
    let run = null;
    for (const piece of piecesOf(score, marks, from, to)) {
      const look = classOf(piece);
      if (run && run.look === look) run.end = piece.end;
      else {
        if (run) nodes.push(...drawn(score.text, run, 'sign'));
        run = { look, start: piece.start, end: piece.end };
      }
    }
    if (run) nodes.push(...drawn(score.text, run, 'sign'));
  });
  const end = parts.at(-1)?.[1] ?? 0;
  if (end < score.text.length) nodes.push(ellipsis(' \u2026'));
  return nodes;
}

/**
 * Each word in an element of its own, with `data-word` its place among the marks. `breaks` says whether an
 * HTML line break in the text breaks the line, or stands there as it was typed.
 */
export function full(score, marks, breaks = true) {
  const nodes = [];
  let i = 0;
  for (const piece of piecesOf(score, marks)) {
    if (piece.word) {
      const title = `${signed(piece.word.contribution)}, attention ${percent(piece.word.attention, 1)}`;
      nodes.push(
        el('span', {
          class: ('w ' + classOf(piece)).trim(),
          'data-word': i++,
          title,
          text: score.text.slice(piece.start, piece.end),
        }),
      );
    } else nodes.push(...drawn(score.text, { look: classOf(piece), ...piece }, breaks ? 'break' : 'typed'));
  }
  return nodes;
}

function drawn(text, { look, start, end }, breaks) {
  const nodes = [];
  const shown = text.slice(start, end);
  const parts = { typed: [shown], break: shown.split(LINE_BREAK), sign: shown.split(LINE_BREAKS) }[breaks];
  parts.forEach((part, i) => {
    if (i > 0) nodes.push(breaks === 'break' ? el('br') : el('span', { class: 'break', 'aria-hidden': 'true', text: '\u00b6' }));
    if (part) nodes.push(look ? el('span', { class: look, text: part }) : part);
  });
  return nodes;
}

function ellipsis(text) {
  return el('span', { class: 'gap', text });
}

/** One line that explains shading and underline. */
export function legend(extra = []) {
  return el(
    'p',
    { class: 'legend' },
    el('span', { class: 'p3 a2', text: 'for' }),
    ' ',
    el('span', { class: 'n3 a2 against', text: 'against' }),
    ' a positive judgement. Darker: moved it more. Thicker line: had more attention.',
    ...extra,
  );
}
