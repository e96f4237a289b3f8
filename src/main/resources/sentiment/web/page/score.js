// Scores a text as it is typed.

import { request } from './session.js';

const PAUSE_MS = 150;

/**
 * Asks the scorer for the text that was given last: a moment after the last key, one request at a time,
 * and no answer to an older text.
 *
 * `on.score(score)`, `on.rejected({ rejected, detail })`, `on.failed(message)`, `on.busy(true | false)`.
 */
export class TypedScore {
  #on;
  #timer = 0;
  #under = null;

  constructor(on) {
    this.#on = on;
  }

  /** The text has changed. */
  give(text) {
    clearTimeout(this.#timer);
    this.#under?.abort();
    this.#under = null;
    if (text.trim() === '') return this.#on.busy(false);
    this.#timer = setTimeout(() => this.#ask(text), PAUSE_MS);
  }

  async #ask(text) {
    const under = new AbortController();
    this.#under = under;
    this.#on.busy(true);
    try {
      const response = await request('/score?detail=true&words=all', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ text, review_id: 'typed' }),
        signal: under.signal,
      });
      const answer = await response.json();
      if (under.signal.aborted) return;
      if (response.ok) this.#on.score({ ...answer, text });
      else if (response.status === 422) this.#on.rejected(answer);
      else this.#on.failed(messageFor(response.status, answer.message));
    } catch {
      if (!under.signal.aborted) this.#on.failed('The scorer does not answer. Type on to try again.');
    } finally {
      if (this.#under === under) {
        this.#under = null;
        this.#on.busy(false);
      }
    }
  }
}

function messageFor(status, message) {
  if (status === 401) return 'The scorer asks for a token.';
  if (status === 404) return 'Scoring over HTTP is switched off here (web.score=off).';
  if (status === 413) return 'That text is too long to send: 4 MiB at most.';
  return message ?? `The scorer answered ${status}.`;
}
