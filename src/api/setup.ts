import { z } from 'zod';
import { needsSetup, setUp } from '../access/setup.ts';
import { operation } from './operation.ts';
import { beginFor, describeSession, handOver, session, userPrincipal } from './person.ts';
import { name } from './shapes.ts';

export const setup = [
  operation({
    id: 'setup.get',
    method: 'GET',
    path: '/setup',
    summary: 'Whether this Cairn still needs its first owner.',
    access: 'public',
    audit: { none: 'Says only whether anybody exists.' },
    output: z.object({ needed: z.boolean() }),
    handle: async ({ services }) => ({ needed: await needsSetup(services.database) }),
  }),

  operation({
    id: 'setup.create',
    method: 'POST',
    path: '/setup',
    summary: 'Make the first owner and organization with the one-time link of the log.',
    access: 'public',
    audit: 'organization.created',
    body: z.strictObject({
      token: z.string().min(1).max(200),
      organization: name,
      name,
      email: z.email('is not an e-mail address').max(254),
      password: z.string().min(12, 'must have at least 12 characters').max(256),
    }),
    output: session,
    status: 201,
    errors: ['setup.done', 'setup.invalid_link'],
    async handle(context, { body }) {
      const { token, ...owner } = body;
      const made = await context.change(async (tx, record) => {
        const { user, organization } = await setUp(tx, owner, context.now.getTime(), token);
        record(
          { resources: [{ type: 'organization', id: organization.id, name: organization.name }] },
          organization.id,
          userPrincipal(user, context.now),
        );
        return { user, begun: await beginFor(tx, context, user, 'setup') };
      });
      handOver(context, made.begun);
      return describeSession(context, made.user);
    },
  }),
];
