// One review in detail.

import { byId, el, show } from './dom.js';
import { duration, percent, plural, signed, timeOfDay, whole } from './format.js';
import { marksOf } from './words.js';
import { full, legend } from './shading.js';
import { WordChart, chartSummary } from './chart.js';
import { bars, gauge, modelOf, sum } from './parts.js';
import { isAdditive, otherWays } from './explain.js';

const PHRASES = 6;

/** Shows a detailed score, or that the page no longer has it. */
export function showReview(id, score) {
  const place = byId('review');
  byId('review-title').textContent = id === 'typed' ? 'Your text' : id;
  if (!score) {
    return show(
      place,
      el(
        'div',
        { class: 'empty' },
        el('p', { class: 'lead', text: 'This review has passed by.' }),
        el('p', { text: 'The page keeps the last 400 that it received, and forgets them when it is loaded anew.' }),
        el('a', { class: 'button', href: '#/live', text: 'Back to live reviews' }),
      ),
    );
  }
  const marks = marksOf(score);
  const text = el('p', { class: 'text reading', dir: 'auto' }, ...full(score, marks));
  const chart = marks.length > 0 ? linked(text, marks) : null;
  show(
    place,
    el(
      'div',
      { class: 'detail' },
      el(
        'div',
        { class: 'detail-main' },
        text,
        legend(extraLegend(score)),
        ...chartSection(chart, marks),
        isAdditive(score) && score.phrases.length > 0 ? card('Phrases', phrases(score)) : null,
        marks.length > 0 ? table(marks) : null,
      ),
      el('div', { class: 'detail-side' }, ...sideOf(score, marks), otherWays(score, (explained) => showReview(id, explained))),
    ),
  );
}

/** A chart and a text in which the same word is marked. */
function linked(text, marks) {
  const words = [...text.querySelectorAll('.w')];
  let marked = null;
  const chart = new WordChart(marks, (i) => {
    marked?.classList.remove('at');
    marked = words[i];
    marked?.classList.add('at');
  });
  const point = (event) => {
    const word = event.target.closest('.w');
    if (word) chart.pick(Number(word.dataset.word));
  };
  text.addEventListener('pointerover', point);
  text.addEventListener('click', point);
  return chart;
}

function extraLegend(score) {
  const extra = [];
  if (score.unknown.length > 0) extra.push(' ', el('span', { class: 'unknown', text: 'Boxed' }), ' words are unknown to the model.');
  if (score.cut.length > 0) extra.push(' ', el('span', { class: 'cut', text: 'Struck' }), ' text it did not read.');
  return extra;
}

function chartSection(chart, marks) {
  if (!chart) return [];
  return [
    el('h2', { text: 'Attention and contribution, word by word' }),
    el('p', { class: 'hidden', text: chartSummary(marks) }),
    chart.node,
  ];
}

function sideOf(score, marks) {
  return [
    gauge(score),
    isAdditive(score) ? card('How it adds up', sum(score)) : null,
    card('Words that decided', bars(marks)),
    card('This review', facts(score), modelOf(score.model)),
  ];
}

function card(title, ...content) {
  return el('div', { class: 'card' }, el('h2', { text: title }), ...content);
}

function phrases(score) {
  const strongest = [...score.phrases]
    .sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, PHRASES);
  return el(
    'ul',
    { class: 'phrases' },
    ...strongest.map((phrase) =>
      el(
        'li',
        { class: phrase.contribution < 0 ? 'neg' : 'pos' },
        el('bdi', { text: shortened(score.text.slice(phrase.start, phrase.end)) }),
        el('span', { class: 'value', text: signed(phrase.contribution) }),
      ),
    ),
  );
}

function shortened(text) {
  const line = text.replace(/<br[ /]{0,3}>|\s+/gi, ' ');
  if (line.length <= 90) return line;
  const head = line.slice(0, line.lastIndexOf(' ', 44) + 1 || 44);
  const tail = line.slice(line.indexOf(' ', line.length - 40));
  return `${head}\u2026${tail}`;
}

function facts(score) {
  const rows = [
    ['words', whole(score.tokens)],
    ['read by the model', whole(score.tokens_used)],
    ['of those unknown', whole(score.tokens_unknown)],
    ['scored at', timeOfDay(score.scored_at)],
  ];
  if (score.end_to_end_ms !== undefined) rows.push(['end to end', duration(score.end_to_end_ms)]);
  return el('dl', { class: 'facts' }, ...rows.map(([name, value]) => el('div', {}, el('dt', { text: name }), el('dd', { text: value }))));
}

/** Every number, for whoever can't use the chart or wants to copy; filled when it is opened. */
function table(marks) {
  const body = el('tbody');
  const details = el(
    'details',
    { class: 'all-words' },
    el('summary', { text: `All ${plural(marks.length, 'word')} as a table` }),
    el(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'All words' },
      el(
        'table',
        {},
        el('thead', {}, el('tr', {}, ...['word', 'attention', 'contribution'].map((name) => el('th', { scope: 'col', text: name })))),
        body,
      ),
    ),
  );
  details.addEventListener('toggle', () => {
    if (body.childElementCount > 0) return;
    body.append(
      ...marks.map((word) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, el('bdi', { text: word.text })),
          el('td', { text: percent(word.attention, 2) }),
          el('td', { text: signed(word.contribution, 4) }),
        ),
      ),
    );
  });
  return details;
}
