import ipaddr from 'ipaddr.js';
import type { Subject } from './guesses.ts';

/** Who tries: the account as typed or known, the address, and the browser's device when it is a known one. */
export interface Guesser {
  readonly account: string;
  readonly address: string;
  /** Token of a browser in which this very account has signed in before; else null. */
  readonly device: string | null;
}

/** What one subscriber has at least: an IPv4 address, or an IPv6 network of 64 bits (RFC 6177). */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}

/**
 * Beyond this many wrong passwords for one account from anywhere, a new place has one try instead of ten: enough
 * for its owner, little for somebody with a thousand addresses.
 */
const manyPerAccount = 100;

const free = { password: 10, underAttack: 1, address: 50, code: 5, codeAnywhere: 20, session: 5 };

/**
 * For what a wrong password is counted. A known device has a budget of its own, which nobody else can use up: what
 * strangers do to an account does not keep its owner out of his own browser.
 */
export function passwordSubjects({ account, address, device }: Guesser): [Subject, ...Subject[]] {
  if (device !== null) {
    const name = `password ${account} device ${device}`;
    return [{ name, budget: { free: free.password }, forgiving: true }];
  }
  const network = networkOf(address);
  const anywhere = `password ${account}`;
  return [
    {
      name: `password ${account} address ${network}`,
      budget: (counts) => ({
        free: (counts.get(anywhere) ?? 0) >= manyPerAccount ? free.underAttack : free.password,
      }),
      forgiving: true,
    },
    { name: anywhere, budget: { free: Number.POSITIVE_INFINITY }, forgiving: false },
    { name: `address ${network}`, budget: { free: free.address }, forgiving: false },
  ];
}

/**
 * For what a wrong code is counted, after the password was right. Six digits can be guessed, so tries from anywhere
 * share a budget; a recovery code cannot, so it stays the way in for an owner whose password a stranger knows.
 */
export function codeSubjects(
  { account, address, device }: Guesser,
  kind: 'totp' | 'recovery_code',
): [Subject, ...Subject[]] {
  const place = device !== null ? `device ${device}` : `address ${networkOf(address)}`;
  const here: Subject = {
    name: `${kind} ${account} ${place}`,
    budget: { free: free.code },
    forgiving: true,
  };
  if (device !== null || kind === 'recovery_code') return [here];
  return [here, { name: `totp ${account}`, budget: { free: free.codeAnywhere }, forgiving: false }];
}

/** For what a wrong password or code is counted when somebody who is signed in proves himself again. */
export const sessionSubjects = (sessionId: string): [Subject, ...Subject[]] => [
  { name: `session ${sessionId}`, budget: { free: free.session }, forgiving: true },
];
