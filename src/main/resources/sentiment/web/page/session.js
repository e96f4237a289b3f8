// Requests to the scorer, with the token if there is one. It is kept for this tab alone.

const KEY = 'sentiment.token';
let token = read();
const refused = new Set();

function read() {
  try {
    return sessionStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Remembers the token for this tab. */
export function useToken(given) {
  token = given;
  try {
    sessionStorage.setItem(KEY, given);
  } catch {
    // without storage it lasts until the page is loaded again
  }
}

export function hasToken() {
  return token !== '';
}

/** Calls `listener` whenever the scorer asks for a token, or refuses the one it got. */
export function onRefused(listener) {
  refused.add(listener);
}

/** As fetch() does; `refused` listeners hear of a 401. */
export async function request(path, options = {}) {
  const headers = new Headers(options.headers);
  if (token) headers.set('Authorization', `Bearer ${token}`);
  const response = await fetch(path, { ...options, headers, cache: 'no-store' });
  if (response.status === 401) refused.forEach((listener) => listener());
  return response;
}
