/** A fault found while writing JSON; `path` is where in the value, in the form `details.list[3].name`. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Room is taken in pieces of this size, so that an event costs no allocation of its own. */
const slabBytes = 256 * 1024;

/** A new slab is begun when less than this is left, which holds most events. */
const leastRoom = 8 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;

/** Sorts few keys in place by UTF-16 code units; most objects have less than ten, many sorted already. */
function sortKeys(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] as string;
    let at = index;
    for (; at > 0 && (keys[at - 1] as string) > key; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** More keys than this are sorted by the engine. */
const fewKeys = 24;

/**
 * Writes canonical JSON (RFC 8785) as UTF-8: keys sorted by UTF-16 code units, numbers as ECMAScript prints them,
 * no spaces. Bytes are set one by one, because strings that are put together from a hundred pieces and encoded
 * afterwards cost several times as much.
 */
export class CanonicalJson {
  private bytes = Buffer.allocUnsafeSlow(slabBytes);
  private start = 0;
  private used = 0;
  /** Keys and indexes that lead to the value that is being written. */
  private readonly trace: (string | number)[] = [];

  /** Begins a text. */
  begin(): void {
    if (this.bytes.length - this.used < leastRoom) {
      this.bytes = Buffer.allocUnsafeSlow(slabBytes);
      this.used = 0;
    }
    this.start = this.used;
    this.trace.length = 0;
  }

  /** Bytes written since `begin`. */
  get length(): number {
    return this.used - this.start;
  }

  /** Ends the text and gives its bytes, which nobody writes to again. */
  end(): Buffer {
    return this.bytes.subarray(this.start, this.used);
  }

  private room(bytes: number): void {
    if (this.used + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(slabBytes, (this.length + bytes) * 2));
    this.bytes.copy(larger, 0, this.start, this.used);
    this.used -= this.start;
    this.start = 0;
    this.bytes = larger;
  }

  /** Text that is JSON already, in ASCII. */
  raw(text: string): void {
    this.room(text.length);
    const { bytes } = this;
    let at = this.used;
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index);
    this.used = at;
  }

  /** `"name":value`, the first member of an object. */
  first(name: string, value: string): void {
    this.raw(`"${name}":`);
    this.trace.push(name);
    this.string(value);
    this.trace.pop();
  }

  /** `,"name":value`, unless the value is null. `depth` as in `value`. */
  member(name: string, value: unknown, depth: number): void {
    if (value === null || value === undefined) return;
    this.raw(`,"${name}":`);
    this.trace.push(name);
    this.value(value, depth);
    this.trace.pop();
  }

  /**
   * Any JSON value. `depth` is how many levels of arrays and objects may still open.
   * @throws JsonFault for what JSON or PostgreSQL cannot carry faithfully, and for what nests too deep
   */
  value(value: unknown, depth: number): void {
    if (typeof value === 'string') this.string(value);
    else if (typeof value === 'number') this.number(value);
    else if (typeof value === 'boolean' || value === null) this.raw(String(value));
    else if (typeof value !== 'object') throw this.fault('is not a JSON value');
    else if (depth <= 0) throw this.fault('is nested too deep');
    else if (Array.isArray(value)) this.array(value, depth);
    else this.object(value, depth);
  }

  private number(value: number): void {
    if (!Number.isFinite(value)) throw this.fault('is a number beyond what can be kept');
    this.raw(Object.is(value, -0) ? '0' : String(value));
  }

  /** A JSON string. Refuses U+0000, which PostgreSQL cannot hold, and lone surrogates, which are not Unicode. */
  string(text: string): void {
    this.room(text.length + 2);
    const { bytes } = this;
    let at = this.used;
    bytes[at++] = quote;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) {
        this.unusual(text);
        return;
      }
      bytes[at++] = code;
    }
    bytes[at++] = quote;
    this.used = at;
  }

  private unusual(text: string): void {
    if (text.includes('\u0000')) throw this.fault('must not contain U+0000');
    if (!text.isWellFormed()) throw this.fault('is not valid Unicode (a lone surrogate)');
    const json = JSON.stringify(text);
    this.room(json.length * 3);
    this.used += this.bytes.write(json, this.used, 'utf8');
  }

  private array(values: readonly unknown[], depth: number): void {
    this.raw('[');
    for (let index = 0; index < values.length; index++) {
      if (index > 0) this.byte(comma);
      this.trace.push(index);
      this.value(values[index], depth - 1);
      this.trace.pop();
    }
    this.raw(']');
  }

  private object(value: object, depth: number): void {
    const keys = Object.keys(value);
    if (keys.length > fewKeys) keys.sort();
    else sortKeys(keys);
    this.raw('{');
    for (let index = 0; index < keys.length; index++) {
      const key = keys[index] as string;
      if (index > 0) this.byte(comma);
      this.trace.push(key);
      this.string(key);
      this.byte(colon);
      this.value((value as Record<string, unknown>)[key], depth - 1);
      this.trace.pop();
    }
    this.raw('}');
  }

  private byte(code: number): void {
    this.room(1);
    this.bytes[this.used++] = code;
  }

  private fault(message: string): JsonFault {
    const path = this.trace.reduce<string>(
      (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
      '',
    );
    return new JsonFault(path, message);
  }
}

/** A value as canonical JSON. @throws JsonFault */
export function canonicalText(value: unknown, depth = 100): string {
  const json = new CanonicalJson();
  json.begin();
  json.value(value, depth);
  return json.end().toString();
}
