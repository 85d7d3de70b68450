import { z } from 'zod';
import { sessionSubjects } from '../access/guess-subjects.ts';
import { guess } from '../access/guesses.ts';
import { finishAuthentication } from '../access/passkey-ceremonies.ts';
import { verifyPassword } from '../access/passwords.ts';
import { guessCode } from '../access/second-factor.ts';
import { refreshSession } from '../access/sessions.ts';
import { findPasswordHash } from '../access/users.ts';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import type { OperationContext } from './context.ts';
import { operation } from './operation.ts';
import { credential, partyOf } from './passkey-shapes.ts';
import { personOf, recordEverywhere, recordRefusal, type UserPrincipal } from './person.ts';
import { time } from './shapes.ts';

/**
 * Checks the password of somebody who is signed in; wrong ones are counted for the session.
 * @throws CairnError `auth.invalid_credentials`, recorded, or `auth.rate_limited`
 */
export async function proveByPassword(
  context: OperationContext,
  principal: UserPrincipal,
  password: string,
): Promise<void> {
  const { database } = context.services;
  const right = await guess(database, sessionSubjects(principal.session.id), async () =>
    (await verifyPassword(await findPasswordHash(database, principal.user.id), password)) ? true : null,
  );
  if (right === null) throw new CairnError('auth.invalid_credentials', 'The password is wrong.');
}

type Proof = { readonly method: string; spend?(tx: Queryable): Promise<void> };

async function prove(
  context: OperationContext,
  principal: UserPrincipal,
  body: { password?: string | undefined; totp?: string | undefined; passkey?: object | undefined },
): Promise<Proof> {
  const { database, vault } = context.services;
  if (body.password !== undefined) {
    await proveByPassword(context, principal, body.password);
    return { method: 'password' };
  }
  if (body.totp !== undefined) {
    const subjects = sessionSubjects(principal.session.id);
    const code = await guessCode(
      database,
      vault,
      { subjects },
      {
        userId: principal.user.id,
        code: body.totp.trim(),
        nowMs: context.now.getTime(),
      },
    );
    if (code === null) throw new CairnError('auth.invalid_code');
    return { method: code.kind, spend: code.spend };
  }
  const proof = await finishAuthentication(database, partyOf(context), body.passkey ?? {});
  if (proof.userId !== principal.user.id) throw new CairnError('auth.passkey_refused');
  return { method: 'passkey', spend: proof.note };
}

export const reauthentication = [
  operation({
    id: 'session.reauthenticate',
    method: 'POST',
    path: '/session/reauthenticate',
    summary:
      'Prove again who you are, by password, code or passkey; what shows or changes secrets is open for 10 minutes.',
    access: 'signed_in',
    audit: 'session.reauthenticated',
    body: z
      .strictObject({
        password: z.string().min(1).max(1024).optional(),
        totp: z.string().min(1).max(40).optional().describe('Six digits, or a recovery code.'),
        passkey: credential.optional().describe('The answer to `POST /session/passkey/options`.'),
      })
      .refine(
        (body) => Object.values(body).filter((value) => value !== undefined).length === 1,
        'must hold one of password, totp and passkey',
      ),
    output: z.object({ fresh_until: time }),
    errors: ['auth.invalid_credentials', 'auth.invalid_code', 'auth.passkey_refused', 'auth.rate_limited'],
    async handle(context, { body }) {
      const principal = personOf(context);
      try {
        const proof = await prove(context, principal, body);
        return await context.change(async (tx, record) => {
          await proof.spend?.(tx);
          await recordEverywhere(tx, record, principal, { details: { method: proof.method } });
          return { fresh_until: await refreshSession(tx, principal.session.id) };
        });
      } catch (err) {
        if (err instanceof CairnError && err.code.startsWith('auth.'))
          await recordRefusal(context, principal.user, err);
        throw err;
      }
    },
  }),
];
