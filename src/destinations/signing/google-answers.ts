import { z } from 'zod';
import { field } from '../../kernel/form.ts';
import type { Answer, Outgoing } from '../../kernel/http.ts';
import type { Outcome } from '../destination.ts';
import { answered, standardOutcome } from '../outcome.ts';
import { googleTokenRequest } from './google.ts';
import { readToken } from './oauth-token.ts';

/** https://cloud.google.com/apis/design/errors: ABORTED is 409 and asks for another try. */
export function googleOutcome(answer: Answer, nowMs: number): Outcome {
  const outcome = standardOutcome(answer, nowMs);
  return answer.status === 409 ? { kind: 'retry', reason: answered(answer) } : outcome;
}

/** What a token step reads of the secrets. */
interface WithServiceAccount {
  readonly service_account?: string | undefined;
}

/** The token step of whoever sends as a service account; none where no key file was given. */
export const serviceAccountToken = (scope: string) => ({
  ask: (_config: unknown, { service_account: file }: WithServiceAccount, now: Date): Outgoing | undefined =>
    file === undefined || file === '' ? undefined : googleTokenRequest(file, scope, now),
  read: readToken,
});

export const projectField = field(
  z
    .string()
    .trim()
    .regex(
      /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$|^\d{6,20}$/,
      'A project id such as acme-prod, or its number.',
    ),
  { title: 'Project', description: 'Project id, or its number.', examples: ['acme-prod'] },
);
