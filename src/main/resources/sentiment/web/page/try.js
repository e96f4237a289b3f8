// Scores a text as it is typed.

import { byId, el, show } from './dom.js';
import { reasonName } from './format.js';
import { marksOf } from './words.js';
import { legend } from './shading.js';
import { Editor } from './editor.js';
import { TypedScore } from './score.js';
import { bars, gauge, sum } from './parts.js';

const EXAMPLES = [
  ['Praise', 'A quiet, beautiful film. The two leads are wonderful together, and I cried twice before the end.'],
  ['Scorn', 'Dull, preachy and badly lit. The plot makes no sense, and nobody seems to care. I want my evening back.'],
  ['Both', 'The first half drags and the accents are awful. Still, the last twenty minutes are so tense that I forgave it everything.'],
  ['Sarcasm', 'Oh, wonderful, another tortured genius who is rude to everyone. What a fresh idea.'],
];

/** The view with one box. */
export class TryView {
  #editor;
  #asked;
  #result = byId('try-result');
  score = null;

  constructor() {
    this.#editor = new Editor({
      label: 'A review to score',
      placeholder: 'Type or paste a review. It is scored as you type, and nothing is kept.',
      onText: (text) => this.#changed(text),
    });
    this.#asked = new TypedScore({
      score: (score) => this.#scored(score),
      rejected: ({ rejected, detail }) => this.#say(`Not scored, ${reasonName(rejected)}: ${detail}.`),
      failed: (message) => this.#say(message),
      busy: (busy) => this.#result.classList.toggle('busy', busy),
    });
    byId('try-editor').append(this.#editor.node);
    byId('try-examples').append(
      ...EXAMPLES.map(([name, text]) =>
        el('button', { type: 'button', class: 'chip', text: name, on: { click: () => this.#example(text) } }),
      ),
    );
    byId('try-legend').append(legend([' ', el('span', { class: 'unknown', text: 'Boxed' }), ' words are unknown to the model.']));
    this.#blank();
  }

  focus() {
    this.#editor.focus();
  }

  /** Asks again for what stands there, as after a token was given. */
  again() {
    if (this.#editor.text) this.#asked.give(this.#editor.text);
  }

  #example(text) {
    this.#editor.text = text;
    this.#editor.focus();
  }

  #changed(text) {
    this.#asked.give(text);
    if (text.trim() === '') this.#blank();
  }

  #scored(score) {
    this.score = score;
    const marks = marksOf(score);
    this.#editor.shade(score, marks);
    show(
      this.#result,
      gauge(score),
      el('div', { class: 'card' }, el('h2', { text: 'How it adds up' }), sum(score)),
      el('div', { class: 'card' }, el('h2', { text: 'Words that decided' }), bars(marks, 8)),
      el('a', { class: 'button', href: '#/review/typed', text: 'See every word' }),
    );
  }

  #say(message) {
    this.score = null;
    this.#editor.clear();
    show(this.#result, el('p', { class: 'note', role: 'alert', text: message }));
  }

  #blank() {
    this.score = null;
    this.#editor.clear();
    show(
      this.#result,
      el('p', { class: 'note', text: 'The probability that it is positive, and the words that decide it, appear here.' }),
    );
  }
}
