const mark = '[secret]';

/** The spellings under which a value turns up in requests and answers: as is, in JSON, in a URL, in Basic auth. */
const spellings = (value: string): string[] => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString('base64'),
];

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A function that replaces the given secret values, in every spelling of theirs, by `[secret]`. Redact first
 * and cut after, or half a secret survives at the cut.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const found = [...new Set(secrets.filter((value) => value !== '').flatMap(spellings))];
  if (found.length === 0) return (text) => text;
  const pattern = new RegExp(
    found
      .sort((a, b) => b.length - a.length)
      .map(escapePattern)
      .join('|'),
    'g',
  );
  return (text) => text.replace(pattern, mark);
}
