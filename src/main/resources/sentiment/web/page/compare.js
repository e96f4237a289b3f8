// Two texts side by side: what does changing one word do?

import { byId, el, show } from './dom.js';
import { reasonName, signed } from './format.js';
import { marksOf } from './words.js';
import { commonWords } from './diff.js';
import { Editor } from './editor.js';
import { TypedScore } from './score.js';
import { gauge, sides } from './parts.js';

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
  const headline = el(
    'p',
    { class: 'change' },
    el('span', { class: 'hidden', text: 'Probability ' }),
    el('span', { text: a.score.probability.toFixed(3) }),
    el('span', { class: 'arrow', 'aria-hidden': 'true', text: '\u2192' }),
    el('span', { class: 'hidden', text: ' becomes ' }),
    el('span', { text: b.score.probability.toFixed(3) }),
    el('span', { class: 'delta', text: signed(b.score.probability - a.score.probability) }),
  );
  const sum = el(
    'dl',
    { class: 'sum' },
    term(changed, 'words that differ'),
    term(common, 'words in common'),
    term(b.score.bias - a.score.bias, 'bias'),
    el('div', { class: 'term total' }, el('dt', { text: 'change of the logit' }), el('dd', { text: signed(b.score.logit - a.score.logit) })),
  );
  return [el('div', {}, headline, sum), rows.length > 0 ? table(rows.slice(0, ROWS), strongest) : null];
}

/** Words that differ, then those in common, each by the size of their change. */
function rowsOf(a, b, pairs) {
  const rows = [];
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...pairs, [a.length, b.length]]) {
    rows.push(...replaced(a.slice(i, nextI), b.slice(j, nextJ)));
    if (nextI < a.length && nextJ < b.length) rows.push(row('both', a[nextI], b[nextJ]));
    i = nextI + 1;
    j = nextJ + 1;
  }
  const rank = (x) => (x.kind === 'only' ? 0 : 1);
  return rows.sort((x, y) => rank(x) - rank(y) || Math.abs(y.change) - Math.abs(x.change));
}

/** Words at the same place: in pairs as far as they go. */
function replaced(was, is) {
  const rows = [];
  for (let k = 0; k < Math.max(was.length, is.length); k++) rows.push(row('only', was[k], is[k]));
  return rows;
}

function row(kind, was, is) {
  return {
    kind,
    words: kind === 'both' ? [is.text] : [was?.text, is?.text],
    was: was?.contribution ?? null,
    is: is?.contribution ?? null,
    change: (is?.contribution ?? 0) - (was?.contribution ?? 0),
  };
}

function table(rows, strongest) {
  const cell = (value) => el('td', { text: value === null ? '\u2013' : signed(value) });
  return el(
    'table',
    { class: 'changes ' + sides(rows.map((row) => row.change)) },
    el('caption', { text: 'Contributions: words that differ, then the largest changes' }),
    el('thead', {}, el('tr', {}, ...['word', 'A', 'B', 'change'].map((name) => el('th', { scope: 'col', text: name })))),
    el(
      'tbody',
      {},
      ...rows.map(({ words, was, is, change }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, ...named(words)),
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

/** One word, or what it was and what it became. */
function named(words) {
  const [was, is] = words;
  if (words.length === 1) return [el('bdi', { text: was })];
  return [
    was ? el('bdi', { class: 'only', text: was }) : el('span', { class: 'hidden', text: 'added: ' }),
    was && is ? ' \u2192 ' : null,
    is ? el('bdi', { class: 'only', text: is }) : el('span', { class: 'hidden', text: ' removed' }),
  ];
}
