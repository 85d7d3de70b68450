const storageKey = 'cairn.recent-queries';
const most = 6;

/** What was searched for on this device lately, the newest first. */
export function recentQueries(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string').slice(0, most) : [];
  } catch {
    // Storage may be blocked or hold something else; then nothing is offered.
    return [];
  }
}

export function rememberQuery(query: string): void {
  if (query.trim() === '') return;
  const next = [query, ...recentQueries().filter((each) => each !== query)].slice(0, most);
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // Storage may be blocked; the query is then not offered again.
  }
}
