// Small line charts of the last minutes.

import { svg } from './dom.js';

const WIDTH = 200;
const HEIGHT = 40;
const LEAST = 30; // values that fill the width

/**
 * A chart of several series in one box, drawn anew by `draw`; it stretches to its place. Nulls are gaps.
 * The numbers beside it are its text alternative, so it is hidden from screen readers.
 */
export class Sparkline {
  node;
  #paths;

  constructor(names) {
    this.#paths = names.map((name) => svg('path', { class: 'line ' + name }));
    this.node = svg(
      'svg',
      { class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      ...this.#paths,
    );
  }

  /** Draws series of equal length, the newest at the right edge; all from 0 to `top`. */
  draw(series, top) {
    const room = Math.max(LEAST, series[0].length);
    const highest = top ?? Math.max(1e-9, ...series.flat().filter((v) => v !== null)) * 1.05;
    series.forEach((values, s) => {
      let d = '';
      let pen = 'M';
      values.forEach((value, i) => {
        if (value === null) {
          pen = 'M';
          return;
        }
        const x = WIDTH - ((values.length - 1 - i) * WIDTH) / (room - 1);
        const y = HEIGHT - 1.5 - (Math.min(value, highest) / highest) * (HEIGHT - 3);
        d += `${pen}${x.toFixed(1)} ${y.toFixed(1)}`;
        pen = 'L';
      });
      this.#paths[s].setAttribute('d', d);
    });
  }
}
