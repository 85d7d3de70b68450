import { z } from 'zod';
import {
  beginAuthentication,
  beginRegistration,
  finishAuthentication,
  finishRegistration,
} from '../access/passkey-ceremonies.ts';
import { listPasskeys, type PasskeyView, removePasskey, renamePasskey } from '../access/passkeys.ts';
import { findUser } from '../access/users.ts';
import { CairnError } from '../kernel/errors.ts';
import type { Entry } from './context.ts';
import { operation } from './operation.ts';
import { credential, options, partyOf } from './passkey-shapes.ts';
import { describeSession, personOf, recordEverywhere, session, signIn } from './person.ts';
import { name, noBody, page, time, uuid } from './shapes.ts';

const passkey = z.object({
  id: uuid,
  name: z.string(),
  synced: z.boolean(),
  created_at: time,
  last_used_at: time.nullable(),
});

const entryOf = ({ id, name: title }: PasskeyView): Entry => ({
  resources: [{ type: 'passkey', id, name: title }],
});

const signingIn = [
  operation({
    id: 'session.passkey_options',
    method: 'POST',
    path: '/session/passkey/options',
    summary: 'Begin to sign in, or to prove again who you are, with a passkey: what the browser is asked.',
    access: 'public',
    audit: { none: 'Hands out a challenge; nobody is named yet.' },
    body: noBody,
    output: options,
    errors: ['auth.rate_limited'],
    async handle(context) {
      const { services, origin } = context;
      return { ...(await beginAuthentication(services.database, partyOf(context), origin.source_ip ?? '')) };
    },
  }),

  operation({
    id: 'session.create_by_passkey',
    method: 'POST',
    path: '/session/passkey',
    summary: 'Sign in with a passkey; no code is asked besides. Sets the session cookie.',
    access: 'public',
    audit: 'session.started',
    body: z.strictObject({ credential }),
    output: session,
    errors: ['auth.passkey_refused'],
    async handle(context, { body }) {
      const { database } = context.services;
      const proof = await finishAuthentication(database, partyOf(context), body.credential);
      const user = await findUser(database, proof.userId);
      if (user === null) throw new CairnError('auth.passkey_refused');
      await signIn(context, user, { method: 'passkey', spend: proof.note });
      return describeSession(context, user);
    },
  }),
];

const managed = [
  operation({
    id: 'passkeys.list',
    method: 'GET',
    path: '/account/passkeys',
    summary: 'List your passkeys.',
    access: 'signed_in',
    audit: { none: 'Reads names and times.' },
    output: page(passkey),
    handle: async (context) => ({
      items: await listPasskeys(context.services.database, personOf(context).user.id),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'passkeys.options',
    method: 'POST',
    path: '/account/passkeys/options',
    summary: 'Begin to add a passkey: what the browser is asked.',
    access: 'signed_in',
    reauthenticate: true,
    audit: { none: 'Hands out a challenge; nothing is stored of the person yet.' },
    body: noBody,
    output: options,
    async handle(context) {
      const { user } = personOf(context);
      const address = context.origin.source_ip ?? '';
      return { ...(await beginRegistration(context.services.database, partyOf(context), { user, address })) };
    },
  }),

  operation({
    id: 'passkeys.create',
    method: 'POST',
    path: '/account/passkeys',
    summary: 'Add the passkey that the browser has made.',
    access: 'signed_in',
    reauthenticate: true,
    audit: 'passkey.added',
    body: z.strictObject({ name, credential }),
    output: passkey,
    status: 201,
    errors: ['auth.passkey_refused'],
    async handle(context, { body }) {
      const principal = personOf(context);
      const store = await finishRegistration(context.services.database, partyOf(context), {
        user: principal.user,
        ...body,
        nowMs: context.now.getTime(),
      });
      return context.change(async (tx, record) => {
        const added = await store(tx);
        await recordEverywhere(tx, record, principal, entryOf(added));
        return added;
      });
    },
  }),

  operation({
    id: 'passkeys.update',
    method: 'PATCH',
    path: '/account/passkeys/{passkey_id}',
    summary: 'Rename a passkey.',
    access: 'signed_in',
    audit: 'passkey.updated',
    body: z.strictObject({ name }),
    output: passkey,
    async handle(context, { params, body }) {
      const principal = personOf(context);
      return context.change(async (tx, record) => {
        const renamed = await renamePasskey(tx, principal.user.id, params.passkey_id, body.name);
        await recordEverywhere(tx, record, principal, entryOf(renamed));
        return renamed;
      });
    },
  }),

  operation({
    id: 'passkeys.delete',
    method: 'DELETE',
    path: '/account/passkeys/{passkey_id}',
    summary: 'Remove a passkey; nobody signs in with it any more.',
    access: 'signed_in',
    reauthenticate: true,
    audit: 'passkey.removed',
    status: 204,
    async handle(context, { params }) {
      const principal = personOf(context);
      await context.change(async (tx, record) => {
        const removed = await removePasskey(tx, principal.user.id, params.passkey_id);
        await recordEverywhere(tx, record, principal, entryOf(removed));
      });
      return undefined;
    },
  }),
];

export const passkeys = [...signingIn, ...managed];
