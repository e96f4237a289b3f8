// One row of the list.

import { el } from './dom.js';
import { duration, labelName, plural, probability, reasonName, timeOfDay } from './format.js';
import { deciding, marksOf } from './words.js';
import { excerptOf } from './excerpt.js';
import { compact } from './shading.js';

const BUDGET = 300; // characters of a long review that are shown at first

/** The row of an item of the store. */
export function entryOf(item) {
  if (item.kind === 'model') return modelRow(item.data);
  return item.kind === 'rejected' ? rejectedRow(item.data) : reviewRow(item.data);
}

/** Where a review opens. */
export function hashOf(id) {
  return '#/review/' + encodeURIComponent(id);
}

/** A bar from one half to the probability. */
export function meter(p) {
  return el('span', { class: 'meter ' + (p >= 0.5 ? 'pos' : 'neg'), vars: { '--p': p.toFixed(4) } }, el('span'));
}

function reviewRow(score) {
  const marks = marksOf(score);
  const parts = excerptOf(score.text, marks, BUDGET);
  const whole = parts.length === 1 && parts[0][0] === 0 && parts[0][1] === score.text.length;
  const text = el('p', { class: 'text', dir: 'auto' }, ...compact(score, marks, parts));
  const meta = el('p', { class: 'meta' }, ...facts(score).map((fact) => el('span', { text: fact })));
  if (!whole) meta.append(expander(score, marks, parts, text));
  return el(
    'li',
    { class: 'entry' },
    el(
      'a',
      { class: 'verdict', href: hashOf(score.review_id), tabindex: '-1' },
      el('span', { class: 'prob', text: probability(score.probability) }),
      el('span', { class: 'label ' + labelName(score.label), text: labelName(score.label) }),
      meter(score.probability),
      el('span', { class: 'hidden', text: `, review ${score.review_id}${decidedBy(marks)}; open` }),
    ),
    el('div', { class: 'body' }, text, meta),
  );
}

function decidedBy(marks) {
  const words = deciding(marks, 3).filter((word) => word.contribution !== 0);
  const said = words.map((word) => (word.contribution > 0 ? 'plus ' : 'minus ') + word.text.slice(0, 40));
  return said.length ? ', decided by ' + said.join(', ') : '';
}

function facts(score) {
  const all = [score.review_id, timeOfDay(score.scored_at)];
  if (score.end_to_end_ms !== undefined && score.end_to_end_ms !== null) all.push(duration(score.end_to_end_ms));
  all.push(plural(score.tokens, 'word'));
  if (score.tokens_unknown > 0) all.push(`${score.tokens_unknown} unknown${score.maybe_foreign ? ': is this English?' : ''}`);
  if (score.tokens_used < score.tokens) all.push(`${plural(score.tokens - score.tokens_used, 'word')} cut`);
  return all;
}

function expander(score, marks, parts, text) {
  let open = false;
  const button = el('button', { type: 'button', class: 'quiet', tabindex: '-1', 'aria-expanded': 'false', text: 'Show all' });
  button.addEventListener('click', () => {
    open = !open;
    button.setAttribute('aria-expanded', String(open));
    button.textContent = open ? 'Show less' : 'Show all';
    text.replaceChildren(...compact(score, marks, open ? [[0, score.text.length]] : parts));
  });
  return button;
}

function rejectedRow(rejection) {
  return el(
    'li',
    { class: 'entry rejected' },
    el('div', { class: 'verdict' }, el('span', { class: 'label', text: 'rejected' })),
    el(
      'div',
      { class: 'body' },
      el('p', { class: 'reason' }, el('strong', { text: reasonName(rejection.rejected) }), ` \u2014 ${rejection.detail}`),
      el('p', { class: 'meta' }, el('span', { text: rejection.review_id }), el('span', { text: rejection.rejected })),
    ),
  );
}

function modelRow(model) {
  return el(
    'li',
    { class: 'entry swap' },
    el('p', { text: `From here on ${model.name} ${model.version} judges (${model.sha256.slice(0, 8)}).` }),
  );
}
