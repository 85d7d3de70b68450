/**
 * ICU messages, as far as the catalogs use them: `{name}`, `{count, plural, =0 {…} one {…} other {# …}}` and
 * `{kind, select, a {…} other {…}}`, nested at will. A tenth of a general library's size on every page;
 * `message.test.ts` holds it against one, over every message there is.
 */

export type MessageValues = Readonly<Record<string, string | number>>;

type Part =
  | string
  | { readonly kind: 'argument'; readonly name: string }
  | { readonly kind: 'number' }
  | {
      readonly kind: 'plural' | 'select';
      readonly name: string;
      readonly branches: ReadonlyMap<string, readonly Part[]>;
    };

class MessageReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Parts up to the closing brace of a branch, or to the end. `#` means the number inside of plurals only. */
  parts(inPlural: boolean): Part[] {
    const parts: Part[] = [];
    let literal = '';
    const flush = () => {
      if (literal !== '') parts.push(literal);
      literal = '';
    };
    for (; this.#at < this.#text.length; this.#at += 1) {
      const char = this.#text[this.#at];
      if (char === '}') break;
      if (char === '{') {
        flush();
        parts.push(this.#argument(inPlural));
      } else if (char === '#' && inPlural) {
        flush();
        parts.push({ kind: 'number' });
      } else literal += char;
    }
    flush();
    return parts;
  }

  /** From the opening brace on to the closing one, where it stops. */
  #argument(inPlural: boolean): Part {
    this.#at += 1;
    const name = this.#until(/[,}]/);
    if (this.#text[this.#at] === '}') return { kind: 'argument', name };
    this.#at += 1;
    const kind = this.#until(/,/);
    if (kind !== 'plural' && kind !== 'select') throw new Error(`Unknown kind ${kind} in: ${this.#text}`);
    this.#at += 1;
    const branches = new Map<string, readonly Part[]>();
    for (;;) {
      const branch = this.#until(/[{}]/);
      if (this.#text[this.#at] !== '{') return { kind, name, branches };
      this.#at += 1;
      branches.set(branch, this.parts(inPlural || kind === 'plural'));
      this.#at += 1;
    }
  }

  #until(stop: RegExp): string {
    const start = this.#at;
    while (this.#at < this.#text.length && !stop.test(this.#text[this.#at] ?? '')) this.#at += 1;
    return this.#text.slice(start, this.#at).trim();
  }
}

/** A function that fills in the values, compiled once. Numbers in plurals are written as the language does. */
export function compileMessage(text: string, language: string): (values: MessageValues) => string {
  const parts = new MessageReader(text).parts(false);
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);

  const write = (list: readonly Part[], values: MessageValues, count: number): string =>
    list.map((part) => (typeof part === 'string' ? part : fill(part, values, count))).join('');

  function fill(part: Exclude<Part, string>, values: MessageValues, count: number): string {
    if (part.kind === 'number') return numbers.format(count);
    const value = values[part.name];
    if (value === undefined) throw new Error(`The message takes ${part.name}: ${text}`);
    if (part.kind === 'argument') return String(value);
    const { branches } = part;
    const other = branches.get('other') ?? [];
    if (part.kind === 'select') return write(branches.get(String(value)) ?? other, values, count);
    const number = Number(value);
    const branch = branches.get(`=${number}`) ?? branches.get(rules.select(number)) ?? other;
    return write(branch, values, number);
  }

  return (values) => write(parts, values, 0);
}
