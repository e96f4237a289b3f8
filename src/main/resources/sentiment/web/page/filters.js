// Which reviews the list shows.

import { byId } from './dom.js';

const UNSURE = 0.1; // a probability within this of one half is uncertain, whatever its label

const NONE = { kind: 'all', text: '', min: 0, max: 1, uncertain: false, unknown: false, cut: false };

/** The form of filters; calls `onChange` when one changes. */
export class Filters {
  #form = byId('filters');
  #wanted = { ...NONE };

  constructor(onChange) {
    const changed = () => {
      this.#read();
      onChange();
    };
    this.#form.addEventListener('input', changed);
    this.#form.addEventListener('submit', (event) => event.preventDefault());
    this.#form.addEventListener('reset', () => setTimeout(changed));
    this.#read();
  }

  #read() {
    const field = (name) => this.#form.elements[name];
    let min = Number(field('min').value) / 100;
    let max = Number(field('max').value) / 100;
    if (min > max) [min, max] = [max, min];
    this.#wanted = {
      kind: field('kind').value,
      text: field('text').value.trim().toLowerCase(),
      min,
      max,
      uncertain: field('uncertain').checked,
      unknown: field('unknown').checked,
      cut: field('cut').checked,
    };
    byId('range-value').textContent = `${min.toFixed(2)} \u2013 ${max.toFixed(2)}`;
    const track = byId('range');
    track.style.setProperty('--from', String(min));
    track.style.setProperty('--to', String(max));
    byId('clear').disabled = !this.active;
    const narrowed = Object.keys(NONE).filter((key) => this.#wanted[key] !== NONE[key]).length;
    byId('filter-count').textContent = narrowed ? ` \u00b7 ${narrowed}` : '';
  }

  /** Whether anything is left out. */
  get active() {
    return Object.keys(NONE).some((key) => this.#wanted[key] !== NONE[key]);
  }

  clear() {
    this.#form.reset();
  }

  matches({ kind, data }) {
    const wanted = this.#wanted;
    if (kind === 'model') return !this.active;
    if (wanted.kind === 'rejected') return kind === 'rejected' && contains(data.review_id, wanted.text);
    if (kind === 'rejected') {
      return (
        wanted.kind === 'all' &&
        !wanted.uncertain && !wanted.unknown && !wanted.cut &&
        wanted.min === 0 && wanted.max === 1 &&
        contains(data.review_id, wanted.text)
      );
    }
    return (
      (wanted.kind === 'all' || wanted.kind === data.label.toLowerCase()) &&
      data.probability >= wanted.min && data.probability <= wanted.max &&
      (!wanted.uncertain || isUncertain(data)) &&
      (!wanted.unknown || data.tokens_unknown > 0) &&
      (!wanted.cut || data.cut.length > 0) &&
      (contains(data.text, wanted.text) || contains(data.review_id, wanted.text))
    );
  }
}

function isUncertain({ label, probability }) {
  return label === 'UNCERTAIN' || Math.abs(probability - 0.5) < UNSURE;
}

function contains(text, wanted) {
  return wanted === '' || text.toLowerCase().includes(wanted);
}
