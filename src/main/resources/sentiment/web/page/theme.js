// Runs before the first paint, so that a chosen theme does not flash; module scripts come later.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem('sentiment.theme');
  } catch {
    // storage is switched off: follow the system
  }
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
})();
