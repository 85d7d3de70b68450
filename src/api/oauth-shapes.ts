import { z } from 'zod';
import { scopes } from '../access/permissions.ts';
import { redirectUriFault } from '../oauth/redirect-uris.ts';
import { name, time, uuid } from './shapes.ts';

const redirectUri = z.string().superRefine((text, ctx) => {
  const fault = redirectUriFault(text);
  if (fault !== null) ctx.addIssue({ code: 'custom', message: fault });
});

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];

/** What people give of a client. The logo is a `data:` address or base64; null takes it away. */
export const clientFields = {
  name,
  redirect_uris: z.array(redirectUri).min(1, 'needs at least one address').max(20).transform(unique),
  scopes: z.array(z.enum(scopes)).min(1, 'needs at least one scope').transform(unique),
  logo: z.string().max(200_000, 'may have at most 128 KiB').nullish(),
};

export const oauthClient = z
  .object({
    id: uuid,
    client_id: uuid,
    name: z.string(),
    redirect_uris: z.array(z.string()),
    scopes: z.array(z.enum(scopes)),
    logo_url: z.string().nullable(),
    enabled: z.boolean(),
    permitted: z.object({ everyone: z.boolean(), members: z.number() }),
    secrets: z.array(
      z.object({ id: uuid, prefix: z.string(), created_at: time, expires_at: time.nullable() }),
    ),
    created_by: z.object({ id: uuid, name: z.string() }),
    created_at: time,
    updated_at: time,
    last_used_at: time.nullable(),
  })
  .meta({ id: 'OAuthClient' });

export const authorization = z
  .object({
    id: uuid,
    client: z.object({ id: uuid, name: z.string(), logo_url: z.string().nullable() }),
    organization: z.object({ id: uuid, name: z.string() }),
    user: z.object({ id: uuid, name: z.string(), email: z.string() }),
    scopes: z.array(z.string()),
    authorized_at: time,
    last_used_at: time.nullable(),
  })
  .meta({ id: 'Authorization' });
