import * as z from 'zod/mini';
import { type Level, levels } from '../../api/events.ts';
import { mostAddresses, type NotificationSettings } from '../../api/notification-settings.ts';

const address = z.email();
const longest = 254;

export const isAddress = (value: string): boolean =>
  value.length <= longest && z.safeParse(address, value).success;

export type Addresses = Readonly<Record<Level, readonly string[]>>;

export const addressesOf = ({ email }: NotificationSettings): Addresses =>
  Object.fromEntries(levels.map((level) => [level, email[level].addresses])) as unknown as Addresses;

/** What was typed or pasted, as single addresses: `Ada <ada@example.com>` is the part in the brackets. */
export const cleaned = (entered: readonly string[]): string[] => [
  ...new Set(
    entered
      .flatMap((each) => /<([^<>]+)>\s*$/.exec(each)?.[1] ?? each.split(/\s+/))
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

/** What keeps a level from being saved. */
export type AddressFault =
  | { readonly kind: 'bad'; readonly which: readonly string[] }
  | { readonly kind: 'most' };

export function addressFault(entered: readonly string[]): AddressFault | undefined {
  const which = entered.filter((each) => !isAddress(each));
  if (which.length > 0) return { kind: 'bad', which };
  return entered.length > mostAddresses ? { kind: 'most' } : undefined;
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

/** The levels whose addresses differ: only these are sent, so that nobody else's change is undone. */
export const changedLevels = (stored: Addresses, entered: Addresses): Level[] =>
  levels.filter((level) => !same(stored[level], entered[level]));
