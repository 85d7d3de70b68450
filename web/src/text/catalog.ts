/** Types of the catalogs: English gives the keys and, in its messages, the arguments they take. */

import type { en } from './en/index.ts';
import type { enLater } from './en/later.ts';

export type Messages = typeof en & typeof enLater;
export type Key = keyof Messages;

/** A catalog part in another language: the same keys, neither fewer nor more. */
export type Same<Part> = { readonly [K in keyof Part]: string };

/** What is loaded at the start, for every page. */
export type Catalog = Same<typeof en>;

/** What is loaded with the first page that says it needs it. */
export type LaterCatalog = Same<typeof enLater>;

/**
 * The ICU arguments of a message. Whatever stands after a brace and is one word is an argument, so a
 * branch of a plural or select may not be one bare word; `catalogs.test.ts` checks that.
 */
type Arguments<Message extends string> = Message extends `${string}{${infer Rest}`
  ? Head<Rest> | Arguments<Rest>
  : never;
type Head<Rest extends string> = Rest extends `${infer Word}}${string}`
  ? Word extends `${infer Name},${string}`
    ? Plain<Name>
    : Plain<Word>
  : never;
type Plain<Word extends string> = Word extends `${string} ${string}` | `${string}#${string}` | ''
  ? never
  : Word;

type Value = string | number;

type ValuesOf<Message extends string> = { readonly [A in Arguments<Message>]: Value };

export type Values<K extends Key> = ValuesOf<Messages[K]>;

/** A translator of some messages: of the catalog, or of a part that is loaded later. */
export type TranslateOf<Part extends Readonly<Record<string, string>>> = <K extends keyof Part & string>(
  key: K,
  ...values: [Arguments<Part[K]>] extends [never] ? [] : [ValuesOf<Part[K]>]
) => string;

/** `t('nav.trails')`, `t('count.events', { count: 3 })`: arguments are asked for exactly where a message has them. */
export type Translate = TranslateOf<Messages>;

/** The keys of messages without arguments: for labels that are handed around as data. */
export type PlainKey = { [K in Key]: [Arguments<Messages[K]>] extends [never] ? K : never }[Key];
