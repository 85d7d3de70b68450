import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeSubjects, networkOf, passwordSubjects } from './guess-subjects.ts';
import { longestWaitSeconds, type Subject, waitAfter } from './guesses.ts';

describe('the wait before the next guess', () => {
  it.each([
    [0, 0],
    [9, 0],
    [10, 5],
    [11, 10],
    [12, 20],
    [17, 640],
    [18, 900],
    [5000, 900],
  ])('after %i wrong ones of a budget of ten is %i seconds', (guesses, seconds) => {
    expect(waitAfter(guesses, { free: 10 })).toBe(seconds);
  });

  it('never shrinks with another wrong guess, and never passes a quarter of an hour', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 100 }), (guesses, free) => {
        const [now, next] = [waitAfter(guesses, { free }), waitAfter(guesses + 1, { free })];
        expect(next).toBeGreaterThanOrEqual(now);
        expect(next).toBeLessThanOrEqual(longestWaitSeconds);
        if (guesses < free) expect(now).toBe(0);
      }),
    );
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

/** The rules run over a list of tries, all wrong, each so many seconds after the one before. */
class Model {
  private readonly counts = new Map<string, { guesses: number; atSeconds: number }>();

  /** Whether the try is let through; it is then counted. */
  guess(subjects: readonly Subject[], nowSeconds: number): boolean {
    const counts = new Map(subjects.map(({ name }) => [name, this.counts.get(name)?.guesses ?? 0]));
    const isOpen = subjects.every(({ name, budget }) => {
      const allowed = typeof budget === 'function' ? budget(counts) : budget;
      const since = nowSeconds - (this.counts.get(name)?.atSeconds ?? Number.NEGATIVE_INFINITY);
      return since >= waitAfter(counts.get(name) ?? 0, allowed);
    });
    if (!isOpen) return false;
    for (const { name } of subjects)
      this.counts.set(name, { guesses: (counts.get(name) ?? 0) + 1, atSeconds: nowSeconds });
    return true;
  }
}

const strangers = fc.array(fc.record({ address: fc.ipV4(), pause: fc.nat(30), guessesCode: fc.boolean() }), {
  maxLength: 300,
});
const subjectsOf = (address: string, device: string | null, guessesCode: boolean) => {
  const guesser = { account: 'ada@example.com', address, device };
  return guessesCode ? codeSubjects(guesser, 'totp') : passwordSubjects(guesser);
};

describe('whatever strangers do to an account', () => {
  it('its owner is let in from a browser that he used before, from their own address too', () => {
    fc.assert(
      fc.property(strangers, fc.ipV4(), fc.boolean(), (tries, home, fromTheirs) => {
        const model = new Model();
        let now = 0;
        for (const { address, pause, guessesCode } of tries) {
          now += pause;
          model.guess(subjectsOf(address, null, guessesCode), now);
        }
        const address = fromTheirs ? (tries.at(-1)?.address ?? home) : home;
        expect(model.guess(subjectsOf(address, 'known', false), now)).toBe(true);
        expect(model.guess(subjectsOf(address, 'known', true), now)).toBe(true);
      }),
    );
  });

  it('its owner has a try from a place where nobody guessed, and a recovery code besides', () => {
    fc.assert(
      fc.property(strangers, (tries) => {
        const model = new Model();
        let now = 0;
        for (const { address, pause, guessesCode } of tries) {
          now += pause;
          if (address !== '203.0.113.9') model.guess(subjectsOf(address, null, guessesCode), now);
        }
        const owner = { account: 'ada@example.com', address: '203.0.113.9', device: null };
        expect(model.guess(passwordSubjects(owner), now)).toBe(true);
        expect(model.guess(codeSubjects(owner, 'recovery_code'), now)).toBe(true);
      }),
    );
  });

  it('a thousand addresses get at most 1,100 passwords in a row, and 20 codes in the first minute', () => {
    const [passwords, codes] = [new Model(), new Model()];
    let [triedPasswords, triedCodes] = [0, 0];
    for (let n = 0; n < 1000; n++) {
      const address = `10.0.${n >> 8}.${n & 255}`;
      for (let again = 0; again < 20; again++) {
        if (passwords.guess(subjectsOf(address, null, false), 0)) triedPasswords++;
        if (codes.guess(subjectsOf(address, null, true), 0)) triedCodes++;
      }
    }
    expect(triedPasswords).toBeLessThanOrEqual(1100);
    expect(triedCodes).toBe(20);
  });
});
