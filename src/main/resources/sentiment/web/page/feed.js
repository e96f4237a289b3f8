// The list of reviews: takes events as fast as they come, shows them as fast as one can read.

import { byId, el, show } from './dom.js';
import { plural } from './format.js';
import { entryOf } from './entry.js';

const SHOWN = 200; // rows at most
const A_FRAME = 4; // rows that are added at once
const BETWEEN_MS = 200; // two additions
const PENDING = 40; // events that wait to be added; more push the oldest out
const HELD = 200; // the same while the list is held

/**
 * The list. It is held, and counts what arrives, while it is paused, while one reads further down or has
 * the pointer or the focus on a row, and while another view is open.
 */
export class Feed {
  #store;
  #filters;
  #list = byId('entries');
  #pending = [];
  #holds = new Set();
  #fresh = 0;
  #counts = { shown: 0, dropped: 0 };
  #connected = false;
  #last = 0;
  #scheduled = false;
  #rows = new Map();
  #current = null;
  #tabbable = null;

  constructor(store, filters) {
    this.#store = store;
    this.#filters = filters;
    this.#watchReader();
    this.#list.addEventListener('keydown', (event) => this.#onKey(event));
    this.#list.addEventListener('click', (event) => this.#onClick(event));
    byId('fresh').addEventListener('click', () => this.catchUp());
  }

  /** One event, its JSON unread. */
  offer(kind, data) {
    this.#pending.push({ kind, data });
    const room = this.#holds.size > 0 ? HELD : PENDING;
    if (this.#pending.length > room) {
      this.#pending.shift();
      if (this.#holds.size === 0) this.#counts.dropped++;
    }
    if (this.#holds.size > 0) this.#fresh++;
    this.#schedule();
  }

  /** Events shown, and left out because there were more than one can read, since the last call. */
  takeCounts() {
    const counts = this.#counts;
    this.#counts = { shown: 0, dropped: 0 };
    return counts;
  }

  /** Whether reviews can be expected. */
  set connected(connected) {
    this.#connected = connected;
    this.#describe();
  }

  /** Shows what is in the store, by the filters. */
  render() {
    const rows = [];
    for (const item of this.#store.items) {
      if (rows.length === SHOWN) break;
      if (this.#filters.matches(item)) rows.push(this.#rows.get(item) ?? this.#make(item));
    }
    const kept = new Set(rows);
    for (const [item, row] of this.#rows) if (!kept.has(row)) this.#rows.delete(item);
    this.#list.replaceChildren(...rows);
    this.#roam();
    this.#describe();
  }

  hold(why, held) {
    if (held) this.#holds.add(why);
    else this.#holds.delete(why);
    if (this.#holds.size === 0 && this.#fresh > 0) this.#release();
    this.#describe();
  }

  get paused() {
    return this.#holds.has('paused');
  }

  /** Shows what has arrived meanwhile; a paused list stays paused. */
  catchUp() {
    const byKey = byId('fresh').matches(':focus-visible');
    window.scrollTo({ top: 0 });
    this.#holds.delete('scrolled');
    this.#holds.delete('reading');
    this.#release();
    if (byKey) this.focus();
  }

  /** Focus on the row of a review, or on the first. */
  focus(id) {
    const rows = [...this.#list.querySelectorAll('a.verdict')];
    (rows.find((row) => row.getAttribute('href') === id) ?? rows[0])?.focus();
  }

  #release() {
    const waiting = this.#pending.splice(0);
    this.#fresh = 0;
    for (const { kind, data } of waiting) this.#store.add(kind, JSON.parse(data));
    this.render();
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    const wait = Math.max(0, this.#last + BETWEEN_MS - performance.now());
    setTimeout(() => requestAnimationFrame((now) => this.#frame(now)), wait);
  }

  #frame(now) {
    this.#scheduled = false;
    this.#last = now;
    if (this.#holds.size > 0) return this.#describe();
    const added = [];
    for (const { kind, data } of this.#pending.splice(0, A_FRAME)) {
      const item = this.#store.add(kind, JSON.parse(data));
      this.#counts.shown++;
      if (this.#filters.matches(item)) added.unshift(this.#make(item));
    }
    this.#list.prepend(...added);
    while (this.#list.childElementCount > SHOWN) this.#list.lastElementChild.remove();
    if (this.#rows.size > 2 * SHOWN) this.#forget();
    this.#roam();
    this.#describe();
    if (this.#pending.length > 0) this.#schedule();
  }

  #make(item) {
    const row = entryOf(item);
    this.#rows.set(item, row);
    return row;
  }

  #forget() {
    for (const [item, row] of this.#rows) if (!row.isConnected) this.#rows.delete(item);
  }

  #describe() {
    const fresh = byId('fresh');
    fresh.hidden = this.#fresh === 0 || this.#holds.has('away');
    fresh.textContent = `${plural(this.#fresh, 'new review')}`;
    const empty = this.#list.childElementCount === 0;
    byId('feed-empty').hidden = !empty;
    if (!empty) return;
    const kept = this.#store.items.length;
    if (this.#filters.active && kept > 0) {
      const clear = el('button', { type: 'button', text: 'Clear filters', on: { click: () => this.#filters.clear() } });
      show(
        byId('feed-empty'),
        el('p', { class: 'lead', text: `None of the last ${plural(kept, 'review')} matches.` }),
        el('p', { text: 'New ones appear here as soon as one does.' }),
        clear,
      );
    } else byId('feed-empty').replaceChildren(byId(this.#connected ? 'waiting' : 'unconnected').content.cloneNode(true));
  }

  #watchReader() {
    const watch = new IntersectionObserver(([entry]) => this.hold('scrolled', entry.boundingClientRect.top < 0));
    watch.observe(byId('feed-top'));
    this.#list.addEventListener('pointerenter', (event) => event.pointerType === 'mouse' && this.hold('pointed', true));
    this.#list.addEventListener('pointerleave', () => this.hold('pointed', false));
    this.#list.addEventListener('focusin', (event) => {
      this.#current = event.target.closest('.entry');
      this.#roam();
      if (event.target.matches(':focus-visible')) this.hold('reading', true);
    });
    this.#list.addEventListener('focusout', (event) => {
      if (!this.#list.contains(event.relatedTarget)) this.hold('reading', false);
    });
  }

  /** One row alone is reached by Tab: the current one, else the first. */
  #roam() {
    const current = this.#current?.isConnected ? this.#current : this.#list.querySelector('.entry:has(a)');
    if (current === this.#tabbable && current?.isConnected) return;
    this.#tabbable?.querySelectorAll('a, button').forEach((node) => node.setAttribute('tabindex', '-1'));
    current?.querySelectorAll('a, button').forEach((node) => node.setAttribute('tabindex', '0'));
    this.#tabbable = current;
  }

  #onKey(event) {
    const rows = [...this.#list.querySelectorAll('a.verdict')];
    const at = rows.indexOf(event.target.closest('.entry')?.querySelector('a'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0 || to === undefined || !rows[to]) return;
    event.preventDefault();
    rows[to].focus();
  }

  #onClick(event) {
    const row = event.target.closest('.entry');
    if (!row || event.target.closest('a, button') || String(window.getSelection())) return;
    row.querySelector('a')?.click();
  }
}
