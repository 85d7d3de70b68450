const mark = '[secret]';

/** Shorter pieces would be found everywhere. */
const minPiece = 4;

/**
 * What a value looks like inside the base64 of a longer text, such as the password in `user:password`: three ways,
 * by where it begins in a group of three bytes, each without the characters that it shares with its neighbours.
 */
function insideBase64(value: string): string[] {
  const bytes = Buffer.from(value);
  return [0, 1, 2]
    .map((shift) => {
      const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
      return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
    })
    .filter((piece) => piece.length >= minPiece);
}

/** The lines of a value of several, and of a line `Name: value` the value. */
function pieces(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const values = lines.map((line) => /^[^\s:]+:\s*(.+)$/.exec(line)?.[1] ?? line);
  return [value, ...[...lines, ...values].filter((piece) => piece.length >= minPiece)];
}

/** The spellings under which a value turns up in requests and answers: as is, in JSON, in a URL, in Basic auth. */
const spellings = (value: string): string[] => [
  value,
  JSON.stringify(value).slice(1, -1),
  encodeURIComponent(value),
  Buffer.from(value).toString('base64'),
  ...insideBase64(value),
];

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A function that replaces the given secret values, in every spelling of theirs, by `[secret]`. Redact first
 * and cut after, or half a secret survives at the cut.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const found = [
    ...new Set(
      secrets
        .filter((value) => value !== '')
        .flatMap(pieces)
        .flatMap(spellings),
    ),
  ];
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
