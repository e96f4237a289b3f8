// Two texts side by side: what does changing one word do?

import { byId, el, show } from './dom.js';
import { probability, reasonName, signed } from './format.js';
import { marksOf } from './words.js';
import { commonWords } from './diff.js';
import { Editor } from './editor.js';
import { TypedScore } from './score.js';
import { gauge } from './parts.js';

const ROWS = 12;
const FIRST = 'A slow start, but what a wonderful ending! I would watch it again.';
const SECOND = 'A slow start, but what a dreadful ending! I would watch it again.';

/** The view with two boxes. */
export class CompareView {
  #sides = [];
  #filled = false;

  constructor() {
    this.#sides = ['a', 'b'].map((name) => this.#side(name));
  }

  /** Fills the boxes with an example when the view is opened for the first time. */
  open() {
    if (this.#filled) return;
    this.#filled = true;
    this.#sides[0].editor.text = FIRST;
    this.#sides[1].editor.text = SECOND;
  }

  again() {
    if (this.#filled) for (const { editor, asked } of this.#sides) asked.give(editor.text);
  }

  #side(name) {
    const side = { score: null, marks: [], result: byId('compare-result-' + name) };
    side.editor = new Editor({
      label: `Text ${name.toUpperCase()}`,
      placeholder: 'Type or paste a review',
      onText: (text) => {
        if (text.trim() === '') this.#take(side, null, 'Nothing to score yet.');
        side.asked.give(text);
      },
    });
    side.asked = new TypedScore({
      score: (score) => this.#take(side, score),
      rejected: ({ rejected, detail }) => this.#take(side, null, `Not scored, ${reasonName(rejected)}: ${detail}.`),
      failed: (message) => this.#take(side, null, message),
      busy: (busy) => side.result.classList.toggle('busy', busy),
    });
    byId('compare-editor-' + name).append(side.editor.node);
    return side;
  }

  #take(side, score, message) {
    side.score = score;
    side.marks = score ? marksOf(score) : [];
    show(side.result, score ? gauge(score) : el('p', { class: 'note', text: message }));
    if (!score) side.editor.clear();
    this.#compare();
  }

  #compare() {
    const [a, b] = this.#sides;
    const pairs = a.score && b.score ? commonWords(a.marks, b.marks) : null;
    this.#shade(a, pairs?.map(([i]) => i));
    this.#shade(b, pairs?.map(([, j]) => j));
    show(byId('compare-difference'), ...(pairs ? difference(a, b, pairs) : []));
  }

  /** Marks the words that the other text lacks. */
  #shade(side, common) {
    if (!side.score) return;
    const shared = new Set(common);
    side.editor.shade(
      side.score,
      side.marks.map((word, i) => ({ ...word, only: common !== undefined && !shared.has(i) })),
    );
  }
}

function difference(a, b, pairs) {
  const rows = rowsOf(a.marks, b.marks, pairs);
  const total = (kind) => rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + row.change, 0);
  const changed = total('only');
  const common = total('both');
  const strongest = Math.max(1e-9, ...rows.map((row) => Math.abs(row.change)));
  const term = (value, name) => el('div', { class: 'term' }, el('dt', { text: name }), el('dd', { text: signed(value) }));
  return [
    el(
      'p',
      { class: 'change' },
      el('span', { class: 'hidden', text: 'Probability ' }),
      el('span', { text: probability(a.score.probability) }),
      el('span', { class: 'arrow', 'aria-hidden': 'true', text: '\u2192' }),
      el('span', { class: 'hidden', text: ' becomes ' }),
      el('span', { text: probability(b.score.probability) }),
      el('span', { class: 'delta', text: signed(b.score.probability - a.score.probability, 2) }),
    ),
    el(
      'dl',
      { class: 'sum' },
      term(changed, 'words that differ'),
      term(common, 'words in common'),
      term(b.score.bias - a.score.bias, 'bias'),
      el('div', { class: 'term total' }, el('dt', { text: 'change of the logit' }), el('dd', { text: signed(b.score.logit - a.score.logit) })),
    ),
    rows.length > 0 ? table(rows.slice(0, ROWS), strongest) : null,
  ];
}

/** One row for each word of either text, the largest change first. */
function rowsOf(a, b, pairs) {
  const left = new Set(pairs.map(([i]) => i));
  const right = new Set(pairs.map(([, j]) => j));
  const rows = pairs.map(([i, j]) => {
    const [was, is] = [a[i].contribution, b[j].contribution];
    return { kind: 'both', word: b[j].text, was, is, change: is - was };
  });
  a.forEach((word, i) => {
    if (!left.has(i)) rows.push({ kind: 'only', word: word.text, was: word.contribution, is: null, change: -word.contribution });
  });
  b.forEach((word, j) => {
    if (!right.has(j)) rows.push({ kind: 'only', word: word.text, was: null, is: word.contribution, change: word.contribution });
  });
  return rows.sort((x, y) => Math.abs(y.change) - Math.abs(x.change));
}

function table(rows, strongest) {
  const cell = (value) => el('td', { text: value === null ? '\u2013' : signed(value) });
  return el(
    'table',
    { class: 'changes' },
    el('caption', { text: 'Contributions, largest change first' }),
    el('thead', {}, el('tr', {}, ...['word', 'A', 'B', 'change'].map((name) => el('th', { scope: 'col', text: name })))),
    el(
      'tbody',
      {},
      ...rows.map(({ kind, word, was, is, change }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, el('bdi', { class: kind, text: word })),
          cell(was),
          cell(is),
          el(
            'td',
            { class: 'bar-cell ' + (change < 0 ? 'neg' : 'pos'), vars: { '--w': (Math.abs(change) / strongest).toFixed(4) } },
            el('span', { class: 'bar-track', 'aria-hidden': 'true' }, el('span')),
            el('span', { class: 'bar-value', text: signed(change) }),
          ),
        ),
      ),
    ),
  );
}
