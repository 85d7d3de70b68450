import fc from 'fast-check';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { en } from './en/index.ts';
import { enLater } from './en/later.ts';
import { fr } from './fr/index.ts';
import { frLater } from './fr/later.ts';
import { ja } from './ja/index.ts';
import { jaLater } from './ja/later.ts';
import { compileMessage } from './message.ts';

const counts = [0, 1, 2, 5, 21, 1234, 1_500_000];
const others = fc.constantFrom('Ada', '佐藤 花子', 'a {brace} and a #', '');

const argumentNames = (message: string) => [
  ...new Set([...message.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '')),
];
const plurals = (message: string) => [...message.matchAll(/\{(\w+), plural/g)].map((match) => match[1] ?? '');

describe.each([
  ['en', { ...en, ...enLater } as Record<string, string>],
  ['fr', { ...fr, ...frLater } as Record<string, string>],
  ['ja', { ...ja, ...jaLater } as Record<string, string>],
])('messages in %s', (language, catalog) => {
  const filled = Object.entries(catalog).filter(([, message]) => message.includes('{'));

  it.each(filled)('%s reads as a full ICU implementation writes it', (_key, message) => {
    const ours = compileMessage(message, language);
    const theirs = new IntlMessageFormat(message, language, undefined, { ignoreTag: true });
    fc.assert(
      fc.property(fc.constantFrom(...counts), others, (count, other) => {
        const numeric = plurals(message);
        const values = Object.fromEntries(
          argumentNames(message).map((name) => [name, numeric.includes(name) ? count : other]),
        );
        expect(ours(values)).toBe(String(theirs.format(values)));
      }),
      { numRuns: 20 },
    );
  });

  it('quote nothing: the quoting rules of ICU are not supported', () => {
    expect(Object.entries(catalog).filter(([, message]) => /'[{}#']/.test(message))).toEqual([]);
  });
});

describe('compileMessage', () => {
  it('takes an exact number before its category, and falls back to other', () => {
    const message = compileMessage('{n, plural, =0 {none at all} one {# thing} other {# things}}', 'en');
    expect([0, 1, 2].map((n) => message({ n }))).toEqual(['none at all', '1 thing', '2 things']);
  });

  it('nests', () => {
    const message = compileMessage(
      '{who, select, me {I have {n, plural, other {# and {x}}}} other {no}}',
      'en',
    );
    expect(message({ who: 'me', n: 3, x: 'y' })).toBe('I have 3 and y');
    expect(message({ who: 'you', n: 3, x: 'y' })).toBe('no');
  });

  it('complains of a value that is missing', () => {
    expect(() => compileMessage('Hello {name}', 'en')({})).toThrow('takes name');
  });
});
