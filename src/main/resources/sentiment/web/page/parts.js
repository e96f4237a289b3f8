// Parts that several views show of one score.

import { el } from './dom.js';
import { labelName, plain, plural, probability, signed } from './format.js';
import { deciding, sumOf } from './words.js';

/** Large: probability, label, and where it lies between 0 and 1. */
export function gauge(score) {
  const p = score.probability;
  return el(
    'div',
    { class: 'gauge', vars: { '--p': p.toFixed(4) } },
    el(
      'p',
      { class: 'gauge-value' },
      el('span', { class: 'big', text: probability(p) }),
      el('span', { class: 'label ' + labelName(score.label), text: labelName(score.label) }),
    ),
    el('div', { class: 'gauge-bar ' + (p >= 0.5 ? 'pos' : 'neg') }, el('span', { class: 'fill' }), el('span', { class: 'half' })),
    el('p', { class: 'gauge-ends', 'aria-hidden': 'true' }, el('span', { text: '0 negative' }), el('span', { text: 'positive 1' })),
    score.maybe_foreign ? el('p', { class: 'note', text: doubt(score) }) : null,
  );
}

function doubt({ tokens_unknown: unknown, tokens_used: read }) {
  return `Is this English? The model does not know ${unknown} of ${plural(read, 'word')}, so it may only guess.`;
}

/** bias + words for + words against = logit, which is the probability. */
export function sum(score) {
  const { bias, logit, plus, minus, plusWords, minusWords } = sumOf(score);
  const term = (value, name, kind = '') =>
    el('div', { class: 'term ' + kind }, el('dt', { text: name }), el('dd', { text: value }));
  return el(
    'dl',
    { class: 'sum' },
    term(signed(bias), 'bias'),
    term(plusWords === 0 ? '0' : signed(plus), plural(plusWords, 'word') + ' for', plusWords === 0 ? '' : 'pos'),
    term(minusWords === 0 ? '0' : signed(minus), plural(minusWords, 'word') + ' against', minusWords === 0 ? '' : 'neg'),
    term(plain(logit), 'logit', 'total'),
    term(score.probability.toFixed(3), 'probability', 'outcome'),
  );
}

/** The words that decided as bars to the left (against) and right (for). */
export function bars(marks, count = 10) {
  const chosen = deciding(marks, count);
  const strongest = Math.max(1e-9, ...chosen.map((word) => Math.abs(word.contribution)));
  return el('ol', { class: 'bars ' + sides(chosen.map((word) => word.contribution)) }, ...chosen.map((word) => bar(word.text, word.contribution, strongest)));
}

/** Where the axis of bars is: at an edge if all of them go one way. */
export function sides(values) {
  if (values.every((value) => value >= 0)) return 'rightward';
  return values.every((value) => value <= 0) ? 'leftward' : '';
}

/** One such bar. */
function bar(text, value, strongest) {
  return el(
    'li',
    { class: value < 0 ? 'neg' : 'pos', vars: { '--w': (Math.abs(value) / strongest).toFixed(4) } },
    el('bdi', { class: 'bar-word', text }),
    el('span', { class: 'bar-track' }, el('span')),
    el('span', { class: 'bar-value', text: signed(value) }),
  );
}

/** Which model judged. */
export function modelOf({ name, version, sha256 }) {
  return el(
    'dl',
    { class: 'facts' },
    el('div', {}, el('dt', { text: 'model' }), el('dd', { text: name })),
    el('div', {}, el('dt', { text: 'version' }), el('dd', { text: version })),
    el('div', {}, el('dt', { text: 'sha256' }), el('dd', { class: 'mono', title: sha256, text: sha256.slice(0, 12) })),
  );
}
