import { z } from 'zod';
import {
  type Customer,
  changeCustomer,
  createCustomer,
  deleteCustomer,
  getCustomer,
  listCustomers,
} from '../access/customers.ts';
import { CairnError } from '../kernel/errors.ts';
import { operation } from './operation.ts';
import { name, page, time, uuid } from './shapes.ts';

const path = '/organizations/{organization_id}/customers';

const customer = z
  .object({ id: uuid, name: z.string(), notes: z.string(), created_at: time, updated_at: time })
  .meta({ id: 'Customer' });

const notes = z.string().trim().max(4000, 'may have at most 4,000 characters');

const entry = ({ id, name: called }: Customer, more: Record<string, string> = {}) => ({
  resources: [{ type: 'customer', id, name: called }],
  complement: { name: called, id, ...more },
});

export const customers = [
  operation({
    id: 'customers.list',
    method: 'GET',
    path,
    summary: 'List the customers that you may see.',
    access: 'customers:view',
    audit: { none: 'Reads names.' },
    output: page(customer),
    handle: async ({ services, organizationId, rights }) => ({
      items: await listCustomers(services.database, organizationId, rights.customerIds),
      next_cursor: null,
    }),
  }),

  operation({
    id: 'customers.create',
    method: 'POST',
    path,
    summary: 'Add a customer.',
    access: 'customers:manage',
    audit: 'customer.created',
    idempotent: true,
    body: z.strictObject({ name, notes: notes.default('') }),
    output: customer,
    status: 201,
    errors: ['resource.conflict'],
    handle: ({ organizationId, now, change }, { body }) =>
      change(async (tx, record) => {
        const made = await createCustomer(tx, organizationId, { ...body, nowMs: now.getTime() });
        record(entry(made));
        return made;
      }),
  }),

  operation({
    id: 'customers.get',
    method: 'GET',
    path: `${path}/{customer_id}`,
    summary: 'Read one customer.',
    access: 'customers:view',
    audit: { none: 'Reads a name.' },
    output: customer,
    async handle({ services, organizationId, rights }, { params }) {
      if (!rights.hasCustomer(params.customer_id)) throw new CairnError('resource.not_found');
      return getCustomer(services.database, organizationId, params.customer_id);
    },
  }),

  operation({
    id: 'customers.update',
    method: 'PATCH',
    path: `${path}/{customer_id}`,
    summary: 'Change name or notes of a customer.',
    access: 'customers:manage',
    audit: 'customer.updated',
    body: z.strictObject({ name: name.optional(), notes: notes.optional() }),
    output: customer,
    errors: ['resource.conflict'],
    handle: ({ organizationId, change }, { params, body }) =>
      change(async (tx, record) => {
        const after = await changeCustomer(tx, organizationId, params.customer_id, body);
        record(entry(after, { changed_fields: Object.keys(body).join(', ') }));
        return after;
      }),
  }),

  operation({
    id: 'customers.delete',
    method: 'DELETE',
    path: `${path}/{customer_id}`,
    summary: 'Remove a customer; its name must be typed.',
    access: 'customers:manage',
    audit: 'customer.deleted',
    body: z.strictObject({ confirm: z.string() }),
    status: 204,
    errors: ['confirmation.mismatch'],
    async handle({ services, organizationId, change }, { params, body }) {
      await change(async (tx, record) =>
        record(entry(await deleteCustomer(tx, organizationId, { id: params.customer_id, ...body }))),
      );
      await services.principals.changed();
      return undefined;
    },
  }),
];
