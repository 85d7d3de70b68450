import iconv from 'iconv-lite';

export const charsets = ['utf-8', 'utf-8-bom', 'shift_jis'] as const;
export type Charset = (typeof charsets)[number];

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** What a file in that character set begins with. */
export const fileStart = (charset: Charset): Buffer =>
  charset === 'utf-8-bom' ? byteOrderMark : Buffer.alloc(0);

/**
 * The text in a character set. Shift_JIS is the one of Windows (code page 932). A character that it does not
 * have becomes its number in braces, `{U+1F642}`, so that nothing disappears; signs of which it has only the
 * Windows twin (the wave dash U+301C among them) become that twin.
 */
export function encode(text: string, charset: Charset): Buffer {
  return charset === 'shift_jis' ? iconv.encode(inShiftJis(text), 'cp932') : Buffer.from(text, 'utf8');
}

/** Pairs that Unicode's and Microsoft's tables of JIS X 0208 map differently. */
const twins: Readonly<Record<string, string>> = {
  '\u301c': '\uff5e',
  '\u2016': '\u2225',
  '\u2212': '\uff0d',
  '\u2014': '\u2015',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
};

const notAscii = /[^\0-\x7f]/u;
const everyNotAscii = /[^\0-\x7f]/gu;
const known = new Map<string, string>();

function inShiftJis(text: string): string {
  return notAscii.test(text) ? text.replaceAll(everyNotAscii, shiftJisCharacter) : text;
}

function shiftJisCharacter(character: string): string {
  let replacement = known.get(character);
  if (replacement === undefined) {
    const twin = twins[character] ?? character;
    const exists = iconv.decode(iconv.encode(twin, 'cp932'), 'cp932') === twin;
    const number = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    replacement = exists ? twin : `{U+${number}}`;
    known.set(character, replacement);
  }
  return replacement;
}
