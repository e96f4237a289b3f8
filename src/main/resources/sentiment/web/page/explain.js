// Explains one review in other ways, and says what would turn the judgement.

import { el } from './dom.js';
import { percent, probability } from './format.js';
import { request } from './session.js';

const METHODS = [
  ['contribution', 'exact shares (contribution)'],
  ['integrated_gradients', 'integrated gradients'],
  ['leave_one_out', 'leaving each word out'],
  ['gradient_times_input', 'gradient times input'],
];
const ADDITIVE = [undefined, 'contribution', 'integrated_gradients'];

/** Whether the shares of words sum up to those of phrases: not if each word was asked alone. */
export function isAdditive(score) {
  return ADDITIVE.includes(score.method);
}

/** A card to choose a method with; `onExplained` gets the score with that method's shares. */
export function otherWays(score, onExplained) {
  const chosen = score.method ?? 'contribution';
  const status = el('p', { class: 'note', role: 'status' });
  const select = el(
    'select',
    { id: 'method', on: { change: () => ask() } },
    ...METHODS.map(([name, title]) => el('option', { value: name, text: title, selected: name === chosen })),
  );
  const turn =
    score.method === undefined
      ? el('button', { type: 'button', class: 'button', text: 'What would turn it?', on: { click: () => ask() } })
      : null;
  const controls = [select, turn].filter(Boolean);
  const ask = async () => {
    controls.forEach((control) => (control.disabled = true));
    status.textContent = 'Reading the review some hundred times\u2026';
    const answer = await explained(score, select.value);
    if (!status.isConnected) return; // another review is shown by now
    controls.forEach((control) => (control.disabled = false));
    if (typeof answer === 'string') {
      status.textContent = answer;
      select.value = chosen; // so that choosing again is a change
    } else {
      onExplained(answer);
      document.getElementById('method')?.focus();
    }
  };
  return el(
    'div',
    { class: 'card' },
    el('h2', { text: 'Ask in another way' }),
    el('label', { for: 'method', text: 'Shares of the logit by ' }),
    select,
    turn ?? el('p', { text: turning(score) }),
    score.completeness_gap == null ? null : el('p', { text: `Completeness gap ${percent(score.completeness_gap, 2)}.` }),
    status,
  );
}

async function explained(score, method) {
  try {
    const response = await request(`/explain?method=${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: score.text, review_id: score.review_id }),
    });
    if (response.ok) return { ...score, ...(await response.json()) };
    if (response.status === 404) return 'Explaining is switched off here (web.score=off).';
    if (response.status === 503) return 'The scorer explains other reviews just now. Try again in a moment.';
    return `The scorer answered ${response.status}.`;
  } catch {
    return 'The scorer does not answer. Choose again to try again.';
  }
}

function turning(score) {
  if (score.turned_probability == null) return 'No small set of words turns it.';
  const words = score.turned_without.map(([start, end]) => `\u201c${score.text.slice(start, end)}\u201d`);
  return `Without ${words.join(', ')} it would be ${probability(score.turned_probability)}.`;
}
