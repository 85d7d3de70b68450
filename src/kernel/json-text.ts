/** A fault found while writing JSON; `path` is relative to the value that was given. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** What JSON.stringify would escape, every surrogate (to be looked at), and U+0000. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const special = /[\u0000-\u001f"\\\ud800-\udfff]/;

/** The text as a JSON string. Refuses U+0000 (PostgreSQL cannot hold it) and lone surrogates (not Unicode). */
export function stringText(text: string, path: string): string {
  if (!special.test(text)) return `"${text}"`;
  if (text.includes('\u0000')) throw new JsonFault(path, 'must not contain U+0000');
  if (!text.isWellFormed()) throw new JsonFault(path, 'is not valid Unicode (a lone surrogate)');
  return JSON.stringify(text);
}

function arrayText(values: readonly unknown[], path: string, depth: number): string {
  let text = '';
  for (let index = 0; index < values.length; index++) {
    text += `${index === 0 ? '' : ','}${canonicalText(values[index], `${path}[${index}]`, depth - 1)}`;
  }
  return `[${text}]`;
}

function objectText(value: object, path: string, depth: number): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const at = path === '' ? key : `${path}.${key}`;
    const item = canonicalText((value as Record<string, unknown>)[key], at, depth - 1);
    text += `${text === '' ? '' : ','}${stringText(key, at)}:${item}`;
  }
  return `{${text}}`;
}

/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, numbers as ECMAScript prints them, no spaces.
 * `depth` is how many levels of arrays and objects may still open.
 * @throws JsonFault for what JSON cannot carry faithfully, and for what nests too deep.
 */
export function canonicalText(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return stringText(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new JsonFault(path, 'is a number beyond what can be kept');
      return Object.is(value, -0) ? '0' : String(value);
    case 'object':
      if (value === null) return 'null';
      if (depth <= 0) throw new JsonFault(path, 'is nested too deep');
      return Array.isArray(value) ? arrayText(value, path, depth) : objectText(value, path, depth);
    default:
      throw new JsonFault(path, 'is not a JSON value');
  }
}
