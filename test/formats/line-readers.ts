/** Readers of CEF and LEEF, written from their specifications and knowing nothing of what writes them. */

export interface Line {
  readonly header: readonly string[];
  readonly fields: ReadonlyMap<string, string>;
}

const plain = (text: string): string =>
  text.replace(/\\(.)/g, (_, one: string) => ({ n: '\n', r: '\r' })[one] ?? one);

/** Reads `CEF:0|vendor|product|version|id|name|severity|extension`. Throws when it breaks a rule of the format. */
export function readCef(line: string): Line {
  if (/[\r\n]/.test(line)) throw new Error('CEF is one line');
  if (!line.startsWith('CEF:0|')) throw new Error('no CEF:0');
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < line.length && parts.length < 7; at++) {
    if (line[at] === '\\') at++;
    else if (line[at] === '|') {
      parts.push(line.slice(from, at));
      from = at + 1;
    }
  }
  if (parts.length < 7) throw new Error(`${parts.length} header fields`);
  const extension = line.slice(from);
  // A key begins after a space and ends at an equals sign that is not escaped.
  const starts = [...extension.matchAll(/(?:^| )([A-Za-z0-9]+)(?==)/g)];
  const fields = new Map<string, string>();
  for (const [index, start] of starts.entries()) {
    const valueAt = (start.index ?? 0) + start[0].length + 1;
    const raw = extension.slice(valueAt, starts[index + 1]?.index ?? extension.length);
    if (/(?:^|[^\\])(?:\\\\)*=/.test(raw)) throw new Error(`an equals sign that is not escaped in ${raw}`);
    if (/(?:^|[^\\])(?:\\\\)*\\(?![\\=nr])/.test(raw)) throw new Error(`an unknown escape in ${raw}`);
    const key = start[1] as string;
    if (fields.has(key)) throw new Error(`${key} twice`);
    fields.set(key, plain(raw));
  }
  const header = parts.slice(1).map((part) => part.replace(/\\([\\|])/g, '$1'));
  const severity = Number(header[5]);
  if (!(Number.isInteger(severity) && severity >= 0 && severity <= 10)) throw new Error('severity');
  return { header, fields };
}

/** Reads `LEEF:2.0|vendor|product|version|id|delimiter|attributes`, the delimiter given as hexadecimal. */
export function readLeef(line: string): Line {
  if (/[\r\n]/.test(line)) throw new Error('LEEF is one line');
  const found = /^LEEF:2\.0\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|0?x([0-9A-Fa-f]{2,4})\|(.*)$/su.exec(line);
  if (!found) throw new Error('no LEEF:2.0 header');
  const delimiter = String.fromCharCode(Number.parseInt(found[5] as string, 16));
  const fields = new Map<string, string>();
  for (const pair of (found[6] as string).split(delimiter)) {
    const at = pair.indexOf('=');
    const key = pair.slice(0, at);
    if (!/^[A-Za-z0-9]+$/.test(key)) throw new Error(`key ${JSON.stringify(key)}`);
    if (fields.has(key)) throw new Error(`${key} twice`);
    fields.set(key, pair.slice(at + 1));
  }
  return { header: found.slice(1, 5) as string[], fields };
}
