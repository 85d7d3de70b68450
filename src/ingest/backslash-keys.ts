import { CairnError } from '../kernel/errors.ts';

/** Every string of a JSON text; the second group is there when it is a key. */
const strings = /"([^"\\]*(?:\\.[^"\\]*)*)"(\s*:)?/gs;

/**
 * Refuses a JSON text with a key that holds a backslash, before it is parsed. V8 of Node 24.21 compares the written
 * form of a key with the keys that it has seen: after `{"\\":1}` it reads `{"\"":1}` as the same key, in every later
 * text of the process. Refused loudly, such a key can spoil nobody's events.
 * @throws CairnError `request.malformed`
 */
export function refuseBackslashKeys(text: string): void {
  if (!text.includes('\\\\') && !text.includes('\\u005')) return;
  for (const [, written = '', colon] of text.matchAll(strings)) {
    if (colon !== undefined && /\\\\|\\u005c/i.test(written)) {
      throw new CairnError(
        'request.malformed',
        `The key "${written.slice(0, 100)}" holds a backslash, which keys may not.`,
      );
    }
  }
}
