// The button that turns light into dark and back.

const KEY = 'sentiment.theme';

/** Follows the system until it is pressed; then the choice is kept. */
export function themeSwitch(button) {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (system.matches ? 'dark' : 'light')) === 'dark';
  const tell = () => button.setAttribute('aria-pressed', String(isDark()));
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, root.dataset.theme);
    } catch {
      // without storage it lasts until the page is loaded again
    }
    tell();
  });
  system.addEventListener('change', tell);
  tell();
}
