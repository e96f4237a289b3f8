// A box to type in, whose words are shaded in place: a mirror of the text lies under a transparent textarea,
// both in one cell of a grid, so that the mirror's height is the box's and nothing scrolls apart.

import { el } from './dom.js';
import { full } from './shading.js';

const END = '\u200b'; // gives an empty last line its height

/** Calls `onText(text)` at each change. */
export class Editor {
  node;
  #mirror = el('div', { class: 'mirror text', dir: 'auto', 'aria-hidden': 'true' });
  #area;
  #shaded = null;

  constructor({ label, placeholder, onText }) {
    this.#area = el('textarea', {
      class: 'area text',
      dir: 'auto',
      rows: '4',
      'aria-label': label,
      placeholder,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    this.node = el('div', { class: 'editor' }, el('div', { class: 'editor-grid' }, this.#mirror, this.#area));
    this.#area.addEventListener('input', () => {
      this.#draw();
      onText(this.text);
    });
    this.#draw();
  }

  get text() {
    return this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    this.#area.dispatchEvent(new Event('input'));
  }

  focus() {
    this.#area.focus();
  }

  /** Shades the words of a score; until the next one, those that an edit does not touch stay shaded. */
  shade(score, marks) {
    this.#shaded = { text: score.text, cut: score.cut, marks };
    this.#draw();
  }

  clear() {
    this.#shaded = null;
    this.#draw();
  }

  #draw() {
    const text = this.text;
    const { marks, cut } = this.#shaded ? moved(this.#shaded, text) : { marks: [], cut: [] };
    this.#mirror.replaceChildren(...full({ text, cut }, marks, false), END);
  }
}

/** The marks that are still true of an edited text, at their new places. */
function moved({ text: old, marks, cut }, text) {
  if (old === text) return { marks, cut };
  const shortest = Math.min(old.length, text.length);
  let head = 0;
  while (head < shortest && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
  const shift = text.length - old.length;
  const kept = [];
  for (const word of marks) {
    if (word.end < head || (word.end === head && /\W/.test(text[head] ?? ' '))) kept.push(word);
    else if (word.start >= old.length - tail) {
      kept.push({ ...word, start: word.start + shift, end: word.end + shift });
    }
  }
  return { marks: kept, cut: [] };
}
