import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { account as enAccount } from './en/account.ts';
import { channels as enChannels } from './en/channels.ts';
import { en as enStart } from './en/index.ts';
import { enLater } from './en/later.ts';
import { account as frAccount } from './fr/account.ts';
import { channels as frChannels } from './fr/channels.ts';
import { fr as frStart } from './fr/index.ts';
import { frLater } from './fr/later.ts';
import { account as jaAccount } from './ja/account.ts';
import { channels as jaChannels } from './ja/channels.ts';
import { ja as jaStart } from './ja/index.ts';
import { jaLater } from './ja/later.ts';

/** The catalog that every page waits for, and the parts that some pages load. */
const en = { ...enStart, ...enLater, ...enAccount, ...enChannels };
const fr = { ...frStart, ...frLater, ...frAccount, ...frChannels };
const ja = { ...jaStart, ...jaLater, ...jaAccount, ...jaChannels };

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every argument of a message, those inside plural and select branches too. */
function argumentsOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === 0 || element.type === 7) return [];
    const name = String(element.value);
    const branches = 'options' in element ? Object.values(element.options) : [];
    return [name, ...branches.flatMap((branch) => argumentsOf(branch.value))];
  });
}

const parse = (message: string, language: string) =>
  new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst();
const unique = (names: readonly string[]) => [...new Set(names)].sort();

/** What the type `Values` takes for arguments: whatever follows a brace and is one word. */
const typedArguments = (message: string) =>
  unique(
    [...message.matchAll(/\{([^{},]*)(?=[,}])/g)]
      .map((match) => match[1]!)
      .filter((word) => /^[^\s#]+$/.test(word)),
  );

describe.each([
  ['fr', fr as Record<string, string>],
  ['ja', ja as Record<string, string>],
])('the %s catalog', (language, catalog) => {
  it('has the keys of the English one, in its order', () => {
    expect(Object.keys(catalog)).toEqual(Object.keys(en));
  });

  it.each(Object.entries(en))('takes the same arguments for %s', (key, english) => {
    const ours = argumentsOf(parse(catalog[key]!, language));
    expect(unique(ours)).toEqual(unique(argumentsOf(parse(english, 'en'))));
  });

  it('leaves no message empty', () => {
    expect(Object.entries(catalog).filter(([, message]) => message.trim() === '')).toEqual([]);
  });
});

describe('the English catalog', () => {
  it.each(Object.entries(en))('gives %s the arguments that its type names', (_key, message) => {
    expect(unique(argumentsOf(parse(message, 'en')))).toEqual(typedArguments(message));
  });
});
