import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { OperationContext } from '../api/context.ts';
import type { AnyOperation } from '../api/operation.ts';
import { CairnError } from '../kernel/errors.ts';

/** Keys are kept for 24 hours. */
const keptHours = 24;

interface Kept {
  readonly operation: string;
  readonly request_hash: Buffer;
  readonly response: Buffer | null;
}

/** Whose keys these are: the organization's, or the person's where the path names no organization yet. */
function ownerOf({ organizationId, principal }: OperationContext): string | null {
  if (organizationId !== '') return organizationId;
  return principal?.kind === 'user' ? principal.user.id : null;
}

/**
 * How answers are kept: sealed under the organization's key, as they may hold a token. Outside of organizations there
 * is no such key, and no operation there answers with a secret.
 */
function safeOf({ organizationId, services: { vault } }: OperationContext) {
  if (organizationId === '') {
    return {
      keep: async (_place: string, text: string) => Buffer.from(text),
      open: async (_place: string, kept: Buffer) => kept.toString(),
    };
  }
  return {
    keep: (place: string, text: string) => vault.seal(organizationId, place, text),
    open: (place: string, kept: Buffer) => vault.open(organizationId, place, kept),
  };
}

/**
 * Answers a repeated POST with the first answer instead of making a second thing. A request that was cut off by a crash gives its key up after a minute.
 */
export async function withIdempotency(
  request: FastifyRequest,
  operation: AnyOperation,
  context: OperationContext,
  run: () => Promise<unknown>,
): Promise<unknown> {
  const key = request.headers['idempotency-key'];
  const owner = ownerOf(context);
  if (typeof key !== 'string' || owner === null) return run();
  if (key.length === 0 || key.length > 200)
    throw new CairnError('request.invalid', 'Idempotency-Key must have 1 to 200 characters.');
  const { database } = context.services;
  const { keep, open } = safeOf(context);
  const hash = createHash('sha256')
    .update(JSON.stringify([request.url, request.body ?? null]))
    .digest();
  const place = `idempotency_keys/${createHash('sha256').update(key).digest('hex')}`;
  const inserted = await database.query(
    `insert into idempotency_keys (organization_id, key, operation, request_hash) values ($1, $2, $3, $4)
     on conflict (organization_id, key) do update
        set operation = excluded.operation, request_hash = excluded.request_hash, response = null, created_at = now()
      where idempotency_keys.created_at < now() - make_interval(hours => ${keptHours})
         or (idempotency_keys.response is null and idempotency_keys.created_at < now() - interval '1 minute')`,
    [owner, key, operation.id, hash],
  );
  if (inserted.rowCount === 0) return repeat();
  try {
    const output = await run();
    const kept = await keep(place, JSON.stringify(output ?? null));
    await database.query(
      'update idempotency_keys set response = $3 where organization_id = $1 and key = $2',
      [owner, key, kept],
    );
    return output;
  } catch (err) {
    await database.query('delete from idempotency_keys where organization_id = $1 and key = $2', [
      owner,
      key,
    ]);
    throw err;
  }

  async function repeat(): Promise<unknown> {
    const { rows } = await database.query<Kept>(
      'select operation, request_hash, response from idempotency_keys where organization_id = $1 and key = $2',
      [owner, key],
    );
    const kept = rows[0];
    if (kept === undefined || kept.response === null)
      throw new CairnError('resource.conflict', 'The first request with this key is still running.');
    if (kept.operation !== operation.id || !kept.request_hash.equals(hash))
      throw new CairnError('idempotency.mismatch');
    return JSON.parse(await open(place, kept.response));
  }
}
