import { createHash } from 'node:crypto';
import type { Scope } from '../access/permissions.ts';
import { forgetPermittedUsers } from '../access/permitted-users.ts';
import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { isUuid, uuidv7 } from '../kernel/ids.ts';
import type { Logo } from './logo.ts';
import { addSecret, type ClientSecret } from './secrets.ts';

/** An application registered with Cairn, as owners see it: never its secret. */
export interface OAuthClient {
  /** The `client_id` of the protocol. */
  readonly id: string;
  readonly client_id: string;
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly scopes: readonly Scope[];
  /** Path of the logo on this server, with a mark of its content; null without a logo. */
  readonly logo_url: string | null;
  readonly enabled: boolean;
  /** How many members may let it in; with `everyone`, all of them. */
  readonly permitted: { readonly everyone: boolean; readonly members: number };
  /** The valid ones, the newest first. */
  readonly secrets: readonly ClientSecret[];
  readonly created_by: { readonly id: string; readonly name: string };
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly last_used_at: Date | null;
}

/** SQL: the path of a client's logo; `c` is the client. */
export const logoUrlSql = `case when c.logo is not null
  then '/oauth2/logos/' || c.id || '?v=' || left(encode(sha256(c.logo), 'hex'), 12) end`;

const columns = `c.id, c.id as client_id, c.name, c.redirect_uris, c.scopes, ${logoUrlSql} as logo_url,
  jsonb_build_object(
    'everyone', exists (select from permitted_everyone e where e.organization_id = c.organization_id and e.target = c.id),
    'members', (select count(*) from permitted_members p where p.organization_id = c.organization_id and p.target = c.id)
  ) as permitted,
  c.disabled_at is null as enabled, c.created_at, c.updated_at,
  jsonb_build_object('id', u.id, 'name', u.name) as created_by,
  (select max(g.last_used_at) from oauth_grants g
    where g.organization_id = c.organization_id and g.client_id = c.id) as last_used_at`;

type Row = Omit<OAuthClient, 'secrets'>;

async function withSecrets(
  database: Queryable,
  organizationId: string,
  clients: readonly Row[],
): Promise<OAuthClient[]> {
  const { rows } = await database.query<ClientSecret & { client_id: string }>(
    `select id, client_id, prefix, created_at, expires_at from oauth_client_secrets
      where organization_id = $1 and (expires_at is null or expires_at > now()) order by created_at desc, id desc`,
    [organizationId],
  );
  return clients.map((client) => ({
    ...client,
    secrets: rows
      .filter(({ client_id }) => client_id === client.id)
      .map(({ client_id: _, ...secret }) => secret),
  }));
}

/** By name. */
export async function listClients(database: Queryable, organizationId: string): Promise<OAuthClient[]> {
  const { rows } = await database.query<Row>(
    `select ${columns} from oauth_clients c join users u on u.id = c.created_by
      where c.organization_id = $1 order by lower(c.name), c.id`,
    [organizationId],
  );
  return withSecrets(database, organizationId, rows);
}

/** @throws CairnError `resource.not_found` */
export async function getClient(
  database: Queryable,
  organizationId: string,
  clientId: string,
): Promise<OAuthClient> {
  const { rows } = isUuid(clientId)
    ? await database.query<Row>(
        `select ${columns} from oauth_clients c join users u on u.id = c.created_by
          where c.organization_id = $1 and c.id = $2`,
        [organizationId, clientId],
      )
    : { rows: [] };
  const [client] = await withSecrets(database, organizationId, rows);
  if (client === undefined) throw new CairnError('resource.not_found');
  return client;
}

export interface ClientFields {
  readonly name: string;
  readonly redirect_uris: readonly string[];
  readonly scopes: readonly Scope[];
  readonly logo: Logo | null;
}

/** Registers a client, enabled, with nobody permitted; the secret can be seen this one time. */
export async function addClient(
  tx: Queryable,
  organizationId: string,
  fields: ClientFields & { readonly createdBy: string; readonly nowMs: number },
): Promise<OAuthClient & { client_secret: string }> {
  const id = uuidv7(fields.nowMs);
  await tx.query(
    `insert into oauth_clients (organization_id, id, name, redirect_uris, scopes, logo, logo_type, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[organizationId, id, fields.name, fields.redirect_uris, fields.scopes],
      ...[fields.logo?.bytes ?? null, fields.logo?.type ?? null, fields.createdBy],
    ],
  );
  const { secret } = await addSecret(tx, { organizationId, clientId: id, nowMs: fields.nowMs });
  return { ...(await getClient(tx, organizationId, id)), client_secret: secret };
}

export type ClientChange = { readonly [Name in keyof ClientFields]?: ClientFields[Name] | undefined };

/** Changes what is given. @throws CairnError `resource.not_found` */
export async function changeClient(
  tx: Queryable,
  organizationId: string,
  clientId: string,
  change: ClientChange,
): Promise<{ before: OAuthClient; after: OAuthClient }> {
  const before = await getClient(tx, organizationId, clientId);
  const { logo } = change;
  await tx.query(
    `update oauth_clients
        set name = coalesce($3, name), redirect_uris = coalesce($4, redirect_uris), scopes = coalesce($5, scopes),
            logo = case when $6 then $7 else logo end, logo_type = case when $6 then $8 else logo_type end,
            updated_at = now()
      where organization_id = $1 and id = $2`,
    [
      ...[organizationId, clientId, change.name ?? null, change.redirect_uris ?? null, change.scopes ?? null],
      ...[logo !== undefined, logo?.bytes ?? null, logo?.type ?? null],
    ],
  );
  return { before, after: await getClient(tx, organizationId, clientId) };
}

/** Lets a client work, or refuses everything of it. Gives whether that was a change. */
export async function switchClient(
  tx: Queryable,
  organizationId: string,
  clientId: string,
  enabled: boolean,
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `update oauth_clients set disabled_at = case when $3 then null else now() end
      where organization_id = $1 and id = $2 and (disabled_at is null) <> $3`,
    [organizationId, clientId, enabled],
  );
  return rowCount > 0;
}

/**
 * Takes a client away with its secrets, consents and tokens. A name that was typed must match.
 * @throws CairnError `resource.not_found`, `confirmation.mismatch`
 */
export async function deleteClient(
  tx: Queryable,
  organizationId: string,
  clientId: string,
  confirm: string | undefined,
): Promise<OAuthClient> {
  const client = await getClient(tx, organizationId, clientId);
  if (confirm !== undefined && confirm !== client.name)
    throw new CairnError('confirmation.mismatch', `Type "${client.name}" to confirm.`);
  await tx.query('delete from oauth_clients where organization_id = $1 and id = $2', [
    organizationId,
    clientId,
  ]);
  await forgetPermittedUsers(tx, organizationId, clientId);
  return client;
}

/** A client as the protocol needs it, whatever organization it belongs to. */
export interface ProtocolClient {
  readonly id: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly Scope[];
  readonly logoUrl: string | null;
  readonly secretHashes: readonly Buffer[];
}

/** The enabled client of this id; null for everything else. */
export async function findProtocolClient(
  database: Queryable,
  clientId: string,
): Promise<ProtocolClient | null> {
  if (!isUuid(clientId)) return null;
  const { rows } = await database.query<ProtocolClient>(
    `select c.id, c.organization_id as "organizationId", o.name as "organizationName", c.name,
            c.redirect_uris as "redirectUris", c.scopes, ${logoUrlSql} as "logoUrl",
            array(select s.secret_hash from oauth_client_secrets s
                   where s.organization_id = c.organization_id and s.client_id = c.id
                     and (s.expires_at is null or s.expires_at > now()) order by s.id) as "secretHashes"
       from oauth_clients c join organizations o on o.id = c.organization_id and o.deleted_at is null
      where c.id = $1 and c.disabled_at is null`,
    [clientId],
  );
  return rows[0] ?? null;
}

/** A client's logo with a tag of its content; null when there is none. Whoever knows the id may see it. */
export async function findLogo(
  database: Queryable,
  clientId: string,
): Promise<{ type: string; bytes: Buffer; tag: string } | null> {
  if (!isUuid(clientId)) return null;
  const { rows } = await database.query<{ logo: Buffer | null; logo_type: string }>(
    'select logo, logo_type from oauth_clients where id = $1',
    [clientId],
  );
  const row = rows[0];
  if (row === undefined || row.logo === null) return null;
  const tag = createHash('sha256').update(row.logo).digest('hex').slice(0, 12);
  return { type: row.logo_type, bytes: row.logo, tag };
}
