import { z } from 'zod';
import { sessionSubjects } from '../access/guess-subjects.ts';
import { guess } from '../access/guesses.ts';
import { replaceRecoveryCodes } from '../access/recovery-codes.ts';
import {
  beginTwoFactor,
  confirmTwoFactor,
  disableTwoFactor,
  findTwoFactor,
  makeSecret,
} from '../access/two-factor.ts';
import { CairnError } from '../kernel/errors.ts';
import { operation } from './operation.ts';
import { personOf, recordEverywhere } from './person.ts';
import { noBody, time } from './shapes.ts';

const path = '/account/two-factor';

const codes = z.object({ recovery_codes: z.array(z.string()) });

const isOff = () => new CairnError('resource.conflict', 'Two-factor is off.');

export const twoFactor = [
  operation({
    id: 'two_factor.get',
    method: 'GET',
    path,
    summary: 'Whether you sign in with a code besides the password, and how many recovery codes are left.',
    access: 'signed_in',
    audit: { none: 'Reads a state, never a secret.' },
    output: z.object({
      enabled: z.boolean(),
      enabled_at: time.nullable(),
      recovery_codes_left: z.number().int(),
    }),
    async handle(context) {
      const found = await findTwoFactor(context.services.database, personOf(context).user.id);
      return found === null
        ? { enabled: false, enabled_at: null, recovery_codes_left: 0 }
        : { enabled: true, ...found };
    },
  }),

  operation({
    id: 'two_factor.begin',
    method: 'POST',
    path,
    summary: 'Begin to turn two-factor on: the secret for an authenticator application, for 15 minutes.',
    access: 'signed_in',
    reauthenticate: true,
    audit: { none: 'Nothing is turned on before the first code; that is recorded.' },
    body: noBody,
    output: z.object({ secret: z.string(), otpauth_uri: z.string() }),
    async handle(context) {
      const { user } = personOf(context);
      const { sealed, ...shown } = await makeSecret(context.services.vault, user);
      await beginTwoFactor(context.services.database, user.id, sealed);
      return shown;
    },
  }),

  operation({
    id: 'two_factor.confirm',
    method: 'POST',
    path: `${path}/confirm`,
    summary:
      'Turn two-factor on with a first code. The recovery codes are in this answer and never shown again.',
    access: 'signed_in',
    reauthenticate: true,
    audit: 'two_factor.enabled',
    body: z.strictObject({ code: z.string().min(1).max(20) }),
    output: codes,
    errors: ['auth.invalid_code', 'auth.rate_limited'],
    async handle(context, { body }) {
      const principal = personOf(context);
      const { services, now } = context;
      const confirm = () =>
        context.change(async (tx, record) => {
          const made = await confirmTwoFactor(tx, services.vault, {
            userId: principal.user.id,
            code: body.code.replaceAll(/\s/g, ''),
            nowMs: now.getTime(),
          });
          await recordEverywhere(tx, record, principal);
          return { recovery_codes: made };
        });
      const made = await guess(services.database, sessionSubjects(principal.session.id), () =>
        confirm().catch((err: unknown) => {
          if (err instanceof CairnError && err.code === 'auth.invalid_code') return null;
          throw err;
        }),
      );
      if (made === null) throw new CairnError('auth.invalid_code');
      return made;
    },
  }),

  operation({
    id: 'two_factor.recovery_codes',
    method: 'POST',
    path: `${path}/recovery-codes`,
    summary: 'Make new recovery codes; the old ones are void. They are in this answer and never shown again.',
    access: 'signed_in',
    reauthenticate: true,
    audit: 'recovery_codes.generated',
    body: noBody,
    output: codes,
    async handle(context) {
      const principal = personOf(context);
      return context.change(async (tx, record) => {
        if ((await findTwoFactor(tx, principal.user.id)) === null) throw isOff();
        await recordEverywhere(tx, record, principal);
        return { recovery_codes: await replaceRecoveryCodes(tx, principal.user.id) };
      });
    },
  }),

  operation({
    id: 'two_factor.disable',
    method: 'DELETE',
    path,
    summary: 'Turn two-factor off; the recovery codes are void.',
    access: 'signed_in',
    reauthenticate: true,
    audit: 'two_factor.disabled',
    status: 204,
    async handle(context) {
      const principal = personOf(context);
      await context.change(async (tx, record) => {
        if (!(await disableTwoFactor(tx, principal.user.id))) throw isOff();
        await recordEverywhere(tx, record, principal);
      });
      return undefined;
    },
  }),
];
