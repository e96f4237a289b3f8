// Puts the page together: views by the address's hash, the live connection, theme and token.

import { byId, el } from './dom.js';
import { percent, plural, whole } from './format.js';
import { hashOf } from './entry.js';
import { onRefused, useToken, hasToken } from './session.js';
import { legend } from './shading.js';
import { CompareView } from './compare.js';
import { Feed } from './feed.js';
import { Filters } from './filters.js';
import { LiveStream } from './live.js';
import { ReviewStore } from './store.js';
import { Stats } from './stats.js';
import { TryView } from './try.js';
import { showReview } from './review.js';
import { themeSwitch } from './switch.js';

const ANNOUNCED_EVERY = 20; // seconds between two summaries for screen readers

const store = new ReviewStore();
const filters = new Filters(() => feed.render());
const feed = new Feed(store, filters);
const stats = new Stats();
const tryView = new TryView();
const compareView = new CompareView();
const stream = new LiveStream({ event: onEvent, state: onState });

let opened = null; // hash of the review that was opened last
let scrolled = 0; // where the list was when another view was opened
let heard = { reviews: 0, seconds: 0 };

function onEvent(name, data) {
  if (name === 'review' || name === 'rejected') return feed.offer(name, data);
  const event = JSON.parse(data);
  if (name === 'hello') hello(event);
  else if (name === 'stats') tick(event);
  else if (name === 'model') {
    stats.model(event.model);
    feed.offer('model', JSON.stringify(event.model));
  }
}

function hello({ application, model, score, reviews }) {
  stats.model(model);
  document.body.classList.toggle('no-score', !score);
  byId('application').textContent = application;
  const missed = reviews.filter((review) => store.find(review.review_id)?.scored_at !== review.scored_at);
  if (store.items.length > 0) return missed.forEach((review) => feed.offer('review', JSON.stringify(review)));
  missed.forEach((review) => store.add('review', review));
  feed.render();
  if (location.hash.startsWith('#/review/')) route(); // the page was opened at a review
}

function tick(event) {
  stats.take(event);
  const all = event.scored_per_second + event.rejected_per_second;
  const { shown, dropped } = feed.takeCounts();
  byId('rate').textContent = rateOf(all, shown, event.sampled_out + dropped > 0);
  heard.reviews += event.scored_per_second;
  if (++heard.seconds < ANNOUNCED_EVERY) return;
  const share = event.positive_share === null ? '' : `, ${percent(event.positive_share)} positive`;
  if (!feed.paused) announce(`${plural(heard.reviews, 'review')} in the last ${heard.seconds} seconds${share}.`);
  heard = { reviews: 0, seconds: 0 };
}

function rateOf(all, shown, sampled) {
  if (all === 0) return '';
  if (!sampled) return `${whole(all)} a second`;
  return shown > 0 ? `Showing ${whole(Math.min(shown, all))} of ${whole(all)} a second` : `${whole(all)} a second, sampled`;
}

function onState({ name, seconds, why }) {
  const words = {
    connecting: 'Connecting',
    live: 'Live',
    waiting: `Reconnecting in ${seconds}\u202fs`,
    token: 'Token needed',
    off: 'Switched off',
  };
  const before = document.body.dataset.state;
  document.body.dataset.state = name;
  feed.connected = name === 'live';
  byId('connection').textContent = words[name];
  const notice = {
    waiting: [`Connection lost: ${why}. Trying again in ${seconds}\u202fs.`, 'Try now', () => stream.connect()],
    token: ['This scorer asks for a token.', 'Enter token', askForToken],
    off: ['This scorer sends no live reviews (web.page=off).', 'Try again', () => stream.connect()],
  }[name];
  notify(notice);
  if (before !== name && name === 'waiting') announce('Connection lost.');
  if (before === 'waiting' && name === 'live') announce('Connected again.');
  if (name === 'token') askForToken();
}

function notify(notice) {
  const bar = byId('notice');
  bar.hidden = !notice;
  if (!notice) return;
  const [text, action, run] = notice;
  byId('notice-text').textContent = text;
  byId('notice-action').textContent = action;
  byId('notice-action').onclick = run;
}

function announce(text) {
  byId('summary').textContent = text;
}

function askForToken() {
  const dialog = byId('token-dialog');
  if (dialog.open) return;
  byId('token-refused').hidden = !hasToken();
  byId('token').value = '';
  dialog.showModal();
}

const titles = { live: 'Live reviews', try: 'Try it', compare: 'Compare', review: 'A review' };

function route() {
  if (location.hash && !location.hash.startsWith('#/')) return;
  const [, name = '', id = ''] = location.hash.split('/');
  const view = name in titles ? name : 'live';
  const before = document.body.dataset.view;
  if (before === 'live' && view !== 'live') scrolled = window.scrollY;
  feed.hold('away', view !== 'live');
  document.body.dataset.view = view;
  for (const key of Object.keys(titles)) byId('view-' + key).hidden = key !== view;
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash === '#/' + view) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${titles[view]} \u00b7 sentiment`;
  if (view === 'review') openReview(decode(id));
  if (view === 'compare') compareView.open();
  if (before === undefined || before === view) return;
  window.scrollTo(0, view === 'live' ? scrolled : 0);
  if (view === 'live' && opened) feed.focus(opened);
  else byId(`view-${view}`).querySelector('h1').focus({ preventScroll: true });
}

function openReview(id) {
  opened = hashOf(id);
  const typed = id === 'typed';
  byId('back').hash = typed ? '#/try' : '#/live';
  byId('back-name').textContent = typed ? 'Try it' : 'Live reviews';
  showReview(id, typed ? tryView.score : store.find(id));
}

function decode(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function leaveReview(event) {
  if (event.key !== 'Escape' || document.body.dataset.view !== 'review' || byId('token-dialog').open) return;
  location.hash = byId('back').hash;
}

byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  byId('main').focus();
});
byId('pause').addEventListener('click', () => {
  const paused = !feed.paused;
  feed.hold('paused', paused);
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause-text').textContent = paused ? 'Resume' : 'Pause';
});
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  useToken(byId('token').value.trim());
  byId('token-dialog').close();
  stream.connect();
  tryView.again();
  compareView.again();
});
byId('token-later').addEventListener('click', () => byId('token-dialog').close());
byId('live-legend').append(legend([' The number is the probability that a review is positive.']));
byId('compare-legend').append(legend([' ', el('span', { class: 'only', text: 'Framed' }), ' words stand in one text only.']));
onRefused(() => document.body.dataset.state === 'live' && askForToken());
themeSwitch(byId('theme'));
const wide = matchMedia('(min-width: 901px)');
const fold = () => (byId('rail').open = wide.matches);
wide.addEventListener('change', fold);
fold();
window.addEventListener('hashchange', route);
document.addEventListener('keydown', leaveReview);
route();
stream.connect();
