// Runs before the first paint, so that a dark page never flashes white. A file of its own: the
// content security policy allows no inline script.
(() => {
  let stored = 'auto';
  try {
    stored = localStorage.getItem('cairn.theme') ?? 'auto';
  } catch {
    // Storage may be blocked; the system's scheme is then the best guess.
  }
  const dark =
    stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
