import { Secret, TOTP } from 'otpauth';
import type { Reply, TestCairn } from '../cairn.ts';

/** What a browser would keep: every cookie that was set, by name. */
export function cookiesOf(reply: Reply): Map<string, string> {
  return new Map(
    reply.headers.getSetCookie().map((line) => {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export const cookieHeader = (cookies: ReadonlyMap<string, string>): string =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

const periodMs = 30_000;

/** The code of a secret, so many steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * periodMs });

/** Waits until a step has ten seconds left, so that it is not over in the middle of a sign-in. */
export async function stepWithTime(): Promise<void> {
  const left = periodMs - (Date.now() % periodMs);
  if (left < 10_000) await new Promise((resolve) => setTimeout(resolve, left));
}

/** Forgets which codes were used, so that a test need not wait for the next one. */
export const forgetUsedCodes = (cairn: TestCairn): Promise<unknown> =>
  cairn.app.services.database.query('update two_factor set last_step = 0');

/** Makes every session look as if its person had proved who he is 11 minutes ago. */
export const letSessionsCool = (cairn: TestCairn): Promise<unknown> =>
  cairn.app.services.database.query(`update sessions set authenticated_at = now() - interval '11 minutes'`);

/** Forgets every wrong guess. */
export const forgetGuesses = (cairn: TestCairn): Promise<unknown> =>
  cairn.app.services.database.query('delete from wrong_guesses');

/** Turns two-factor on for the session's person; gives secret and recovery codes. */
export async function turnOn(
  cairn: TestCairn,
  cookie: string,
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const begun = await cairn.call('POST', '/account/two-factor', { body: {}, cookie });
  const { secret } = begun.body;
  const confirmed = await cairn.call('POST', '/account/two-factor/confirm', {
    body: { code: codeOf(secret) },
    cookie,
  });
  return { secret, recoveryCodes: confirmed.body.recovery_codes };
}
