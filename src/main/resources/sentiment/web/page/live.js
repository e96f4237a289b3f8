// The connection to /live: reads events, and connects again when it ends.

import { request } from './session.js';
import { EventParser } from './sse.js';

const WAITS = [1, 2, 4, 8, 15]; // seconds before the next try
const SILENCE_MS = 45_000; // the server says something every 15 s

/**
 * Reads events for as long as the page lives.
 *
 * `on.event(name, data)` gets each event with its JSON still unread, so that a flood costs little;
 * `on.state(state)` gets `{ name: 'connecting' | 'live' | 'waiting' | 'token' | 'off', seconds, why }`.
 */
export class LiveStream {
  #on;
  #tries = 0;
  #stop = new AbortController();
  #timer = 0;

  constructor(on) {
    this.#on = on;
  }

  /** Connects now, whatever is under way. */
  connect() {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#read(this.#stop);
  }

  async #read(stop) {
    this.#on.state({ name: 'connecting' });
    let why = 'the scorer does not answer';
    try {
      const response = await request('/live', { signal: stop.signal });
      if (stop.signal.aborted) return;
      if (response.status === 401) return this.#on.state({ name: 'token' });
      if (response.status === 404) return this.#on.state({ name: 'off' });
      if (!response.ok) {
        why = `the scorer answered ${response.status}`;
        throw new Error(why);
      }
      why = 'the connection ended';
      await this.#events(response.body.pipeThrough(new TextDecoderStream()).getReader(), stop);
    } catch {
      // `why` says how far it came
    }
    if (!stop.signal.aborted || stop.silent) this.#wait(stop.silent ? 'the scorer fell silent' : why);
  }

  async #events(reader, stop) {
    const parser = new EventParser();
    for (;;) {
      const watchdog = setTimeout(() => {
        stop.silent = true;
        stop.abort();
      }, SILENCE_MS);
      const { value, done } = await reader.read().finally(() => clearTimeout(watchdog));
      if (done || stop.signal.aborted) return;
      for (const { name, data } of parser.push(value)) {
        if (name === 'hello') {
          this.#tries = 0;
          this.#on.state({ name: 'live' });
        }
        this.#on.event(name, data);
      }
    }
  }

  #wait(why) {
    let seconds = WAITS[Math.min(this.#tries++, WAITS.length - 1)];
    const tick = () => {
      if (seconds <= 0) return this.connect();
      this.#on.state({ name: 'waiting', seconds, why });
      seconds--;
      this.#timer = setTimeout(tick, 1000);
    };
    tick();
  }
}
