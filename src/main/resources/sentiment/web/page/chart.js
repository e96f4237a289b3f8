// The attention curve over a review's words, with their contributions below it on the same axis.

import { el, svg } from './dom.js';
import { percent, plain, signed } from './format.js';

const LEFT = 46;
const RIGHT = 10;
const TOP = 22;
const ATTENTION = 130; // heights of the two panels
const GAP = 40;
const CONTRIBUTION = 120;
const AXIS = 26;

/**
 * A chart of `marks` that follows the pointer, a finger and the arrow keys, and calls `onPick(i)` with the
 * word that is looked at. To a screen reader it is a slider over the words.
 */
export class WordChart {
  node;
  #marks;
  #onPick;
  #plot = svg('svg', { class: 'plot', 'aria-hidden': 'true' });
  #slider;
  #readout = el('p', { class: 'readout' });
  #cursor = svg('g', { class: 'cursor' });
  #width = 0;
  #scale = null;
  #at = 0;

  constructor(marks, onPick) {
    this.#marks = marks;
    this.#onPick = onPick;
    this.#slider = el(
      'div',
      {
        class: 'chart-box',
        role: 'slider',
        tabindex: '0',
        'aria-label': 'Attention and contribution of each word; arrow keys go from word to word',
        'aria-valuemin': '1',
        'aria-valuemax': String(marks.length),
      },
      this.#plot,
    );
    this.node = el('div', { class: 'chart' }, this.#readout, this.#slider);
    this.#slider.addEventListener('pointermove', (event) => this.#follow(event));
    this.#slider.addEventListener('pointerdown', (event) => this.#follow(event));
    this.#slider.addEventListener('keydown', (event) => this.#onKey(event));
    new ResizeObserver(([entry]) => this.#draw(entry.contentRect.width)).observe(this.#slider);
    const most = marks.reduce((best, word, i) => (word.attention > marks[best].attention ? i : best), 0);
    this.pick(most);
  }

  /** Looks at word `i`. */
  pick(i) {
    this.#at = Math.max(0, Math.min(this.#marks.length - 1, i));
    const word = this.#marks[this.#at];
    const spoken =
      `word ${this.#at + 1} of ${this.#marks.length}: ${word.text.slice(0, 60)}, ` +
      `attention ${percent(word.attention, 1)}, contribution ${signed(word.contribution)}`;
    this.#slider.setAttribute('aria-valuenow', String(this.#at + 1));
    this.#slider.setAttribute('aria-valuetext', spoken);
    this.#readout.replaceChildren(
      el('bdi', { class: 'readout-word', text: word.text }),
      el('span', { text: `word ${this.#at + 1} of ${this.#marks.length}` }),
      el('span', { text: `attention ${percent(word.attention, 1)}` }),
      el('span', { class: word.contribution < 0 ? 'neg' : 'pos', text: signed(word.contribution) }),
    );
    this.#point();
    this.#onPick(this.#at);
  }

  #follow(event) {
    if (!this.#scale) return;
    const x = event.clientX - this.#plot.getBoundingClientRect().left - LEFT;
    const i = Math.floor((x / this.#scale.inner) * this.#marks.length);
    if (i >= 0 && i < this.#marks.length && i !== this.#at) this.pick(i);
  }

  #onKey(event) {
    const last = this.#marks.length - 1;
    const to = {
      ArrowRight: this.#at + 1, ArrowUp: this.#at + 1, ArrowLeft: this.#at - 1, ArrowDown: this.#at - 1,
      PageUp: this.#at + 10, PageDown: this.#at - 10, Home: 0, End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.pick(to);
  }

  #draw(width) {
    if (width === this.#width || width < 120) return;
    this.#width = width;
    const marks = this.#marks;
    const inner = width - LEFT - RIGHT;
    const step = inner / marks.length;
    const most = niceTop(Math.max(...marks.map((word) => word.attention)));
    const values = marks.map((word) => word.contribution);
    const high = bound(Math.max(0, ...values));
    const low = -bound(-Math.min(0, ...values));
    const bottom = TOP + ATTENTION + GAP + CONTRIBUTION;
    this.#scale = {
      inner,
      x: (i) => LEFT + (i + 0.5) * step,
      attention: (v) => TOP + ATTENTION * (1 - v / most),
      contribution: (v) => bottom - ((v - low) / (high - low || 1)) * CONTRIBUTION,
    };
    const height = TOP + ATTENTION + GAP + CONTRIBUTION + AXIS;
    this.#plot.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.#plot.setAttribute('height', String(height));
    this.#plot.replaceChildren(
      ...this.#grid(width, most, [low, high]),
      ...this.#curve(),
      ...this.#bars(step),
      ...this.#axis(width, height),
      this.#cursor,
    );
    this.#point();
  }

  #grid(width, most, bounds) {
    const { attention, contribution } = this.#scale;
    const line = (y, name) => svg('line', { class: name, x1: LEFT, x2: width - RIGHT, y1: y, y2: y });
    const label = (y, text) => svg('text', { class: 'tick', x: LEFT - 8, y: y + 4, 'text-anchor': 'end', text });
    const name = (y, text) => svg('text', { class: 'tick', x: LEFT, y, text });
    const digits = most < 0.1 ? 1 : 0;
    const widest = Math.max(...bounds.map(Math.abs));
    return [
      name(TOP - 8, 'attention'),
      name(TOP + ATTENTION + GAP - 8, 'contribution to the logit'),
      ...[0, most / 2, most].flatMap((v) => [line(attention(v), v ? 'grid' : 'base'), label(attention(v), v ? percent(v, digits) : '0')]),
      ...bounds.filter((v) => Math.abs(v) > 0.15 * widest).flatMap((v) => [line(contribution(v), 'grid'), label(contribution(v), signed(v, widest < 1 ? 2 : 1))]),
      line(contribution(0), 'base'),
      label(contribution(0), '0'),
    ];
  }

  #curve() {
    const { x, attention } = this.#scale;
    const points = this.#marks.map((word, i) => `${x(i).toFixed(1)} ${attention(word.attention).toFixed(1)}`);
    const floor = attention(0);
    const last = this.#marks.length - 1;
    return [
      svg('path', { class: 'area', d: `M${x(0).toFixed(1)} ${floor}L${points.join('L')}L${x(last).toFixed(1)} ${floor}Z` }),
      svg('path', { class: 'curve', d: 'M' + points.join('L') }),
    ];
  }

  #bars(step) {
    const { x, contribution } = this.#scale;
    const zero = contribution(0);
    const wide = Math.max(1, Math.min(22, step * 0.72));
    return this.#marks.map((word, i) => {
      const y = contribution(word.contribution);
      return svg('rect', {
        class: word.contribution < 0 ? 'neg' : 'pos',
        x: (x(i) - wide / 2).toFixed(1),
        width: wide.toFixed(1),
        y: Math.min(y, zero).toFixed(1),
        height: Math.max(0.5, Math.abs(y - zero)).toFixed(1),
        rx: Math.min(1.5, wide / 3).toFixed(1),
      });
    });
  }

  #axis(width, height) {
    const count = this.#marks.length;
    const every = Math.max(1, niceStep(count / Math.max(2, width / 90)));
    const labels = [];
    for (let n = every === 1 ? 1 : every; n <= count; n += every) {
      labels.push(svg('text', { class: 'tick', x: this.#scale.x(n - 1), y: height - 8, 'text-anchor': 'middle', text: String(n) }));
    }
    return labels;
  }

  #point() {
    if (!this.#scale) return;
    const { x, attention, contribution } = this.#scale;
    const word = this.#marks[this.#at];
    const at = x(this.#at);
    this.#cursor.replaceChildren(
      svg('line', { x1: at, x2: at, y1: TOP, y2: TOP + ATTENTION + GAP + CONTRIBUTION }),
      svg('circle', { cx: at, cy: attention(word.attention), r: 4 }),
      svg('circle', { cx: at, cy: contribution(word.contribution), r: 4 }),
    );
  }
}

/** Zero, or a round number at or above `value`, which is not too small to tell from it. */
function bound(value) {
  return value < 0.001 ? 0 : niceTop(value);
}

/** A round number at or above `value`. */
function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return ([1, 1.5, 2, 3, 4, 5, 6, 8].find((n) => lead <= n + 1e-9) ?? 10) * power;
}

/** 1, 2, 5, 10, 20, 50...: at or above `value`. */
function niceStep(value) {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((n) => value / power <= n) ?? 10) * power;
}

/** What the chart shows as a sentence. */
export function chartSummary(marks) {
  const byAttention = [...marks].sort((a, b) => b.attention - a.attention).slice(0, 3);
  const named = byAttention.map((word) => `\u201c${word.text.slice(0, 40)}\u201d (${percent(word.attention, 1)})`);
  const plus = marks.filter((word) => word.contribution > 0).length;
  return `Most attended: ${named.join(', ')}. ${plus} of ${plain(marks.length, 0)} words speak for a positive judgement.`;
}
