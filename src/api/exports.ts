import { z } from 'zod';
import { parseInstant } from '../event/instant.ts';
import { parse } from '../event/query/parse.ts';
import { charsets } from '../log/charset.ts';
import { chooseColumns, separators } from '../log/csv.ts';
import { exportEvents, exportFormats, fileTypes } from '../log/export.ts';
import { createExport, type Export, getExport, listExports } from '../log/exports.ts';
import { lastSeq } from '../log/read.ts';
import { actorOf } from './actor.ts';
import { RawAnswer } from './answer.ts';
import { select, selection, visible } from './event-search.ts';
import { operation } from './operation.ts';
import { page, time, uuid } from './shapes.ts';

const options = {
  format: z.enum(exportFormats),
  columns: z.array(z.string().max(200)).min(1).max(50).optional(),
  separator: z.enum(separators).optional(),
  charset: z.enum(charsets).optional(),
};

const shape = z.object({
  id: uuid,
  status: z.literal('ready'),
  created_at: time,
  q: z.string(),
  from: time.nullable(),
  to: time.nullable(),
  ...options,
  file: z.string().meta({ description: 'Path of the file, after the public address.' }),
});

const path = '/organizations/{organization_id}/exports';

const show = (organizationId: string, { options: more, last_seq: _, ...made }: Export) => ({
  ...made,
  ...more,
  status: 'ready' as const,
  file: `/api/v1/organizations/${organizationId}/exports/${made.id}/file`,
});

const entry = (made: Export) => ({
  resources: [{ type: 'export', id: made.id }],
  complement: {
    id: made.id,
    format: made.format,
    q: made.q,
    from: made.from?.toISOString() ?? '',
    to: made.to?.toISOString() ?? '',
  },
});

const stamp = (at: Date): string => at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');

/** `cairn_audit_<from>_<to>.csv`: letters and digits only, so that no header can be broken. */
const fileName = (made: Export): string =>
  `cairn_audit_${made.from === null ? 'start' : stamp(made.from)}_${stamp(made.to ?? made.created_at)}.${fileTypes[made.format].extension}`;

const toDate = (text: string | undefined): Date | null => {
  const at = text === undefined ? null : parseInstant(text);
  return at === null ? null : new Date(at);
};

export const exports = [
  operation({
    id: 'exports.list',
    method: 'GET',
    path,
    summary: 'List the exports of the last 30 days.',
    access: 'events:export',
    audit: { none: 'Reads what was exported, not the events.' },
    output: page(shape),
    async handle({ services, organizationId }) {
      const made = await listExports(services.database, organizationId);
      return { items: made.map((one) => show(organizationId, one)), next_cursor: null };
    },
  }),

  operation({
    id: 'exports.create',
    method: 'POST',
    path,
    summary: 'Export what a query finds, up to now. The file is written while it is downloaded.',
    access: 'events:export',
    audit: 'export.created',
    idempotent: true,
    body: z.strictObject({ ...selection, ...options }),
    output: shape,
    status: 201,
    errors: ['query.invalid'],
    async handle(context, { body }) {
      const { services, organizationId, principal, now, change } = context;
      select(context, body);
      chooseColumns(body.columns);
      const { q, from, to, format, ...rest } = body;
      const last_seq = await lastSeq(services.database, organizationId);
      const made = await change(async (tx, record) => {
        const stored = await createExport(tx, {
          organizationId,
          createdBy: principal === null ? '' : actorOf(principal).id,
          nowMs: now.getTime(),
          q,
          from: toDate(from),
          to: toDate(to),
          last_seq,
          format,
          options: rest,
        });
        record(entry(stored));
        return stored;
      });
      return show(organizationId, made);
    },
  }),

  operation({
    id: 'exports.get',
    method: 'GET',
    path: `${path}/{export_id}`,
    summary: 'Read what an export holds.',
    access: 'events:export',
    audit: { none: 'Reads what was exported, not the events.' },
    output: shape,
    handle: async ({ services, organizationId }, { params }) =>
      show(organizationId, await getExport(services.database, organizationId, params.export_id)),
  }),

  operation({
    id: 'exports.download',
    method: 'GET',
    path: `${path}/{export_id}/file`,
    summary: 'Download the file of an export.',
    access: 'events:export',
    audit: 'export.downloaded',
    contentType: 'text/csv',
    errors: ['export.not_ready'],
    async handle({ services, organizationId, rights, record }, { params }) {
      const made = await getExport(services.database, organizationId, params.export_id);
      await record(entry(made));
      const { type } = fileTypes[made.format];
      const { charset, separator, columns } = made.options;
      const pages = exportEvents(services.database, {
        organizationId,
        query: visible(rights, parse(made.q, { now: made.created_at })),
        from: made.from ?? undefined,
        to: made.to ?? undefined,
        now: made.created_at,
        lastSeq: made.last_seq,
        format: made.format,
        columns,
        separator,
        charset,
      });
      return new RawAnswer(pages, {
        'content-type': `${type}; charset=${charset === 'shift_jis' ? 'shift_jis' : 'utf-8'}`,
        'content-disposition': `attachment; filename="${fileName(made)}"`,
      });
    },
  }),
];
