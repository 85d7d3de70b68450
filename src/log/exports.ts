import type { Queryable } from '../db/database.ts';
import { CairnError } from '../kernel/errors.ts';
import { uuidv7 } from '../kernel/ids.ts';
import type { Charset } from './charset.ts';
import type { Separator } from './csv.ts';
import type { ExportFormat } from './export.ts';

/** How an export is written, beyond its format. */
export interface ExportOptions {
  readonly columns?: readonly string[] | undefined;
  readonly separator?: Separator | undefined;
  readonly charset?: Charset | undefined;
}

/**
 * What an export holds. No file is kept: it is written each time it is read, from events that never change, up to
 * the newest one at the time it was asked for.
 */
export interface Export {
  readonly id: string;
  readonly created_at: Date;
  readonly q: string;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly last_seq: number;
  readonly format: ExportFormat;
  readonly options: ExportOptions;
}

const columns = 'id, created_at, q, from_time as "from", to_time as "to", last_seq, format, options';

export interface NewExport extends Omit<Export, 'id' | 'created_at'> {
  readonly organizationId: string;
  readonly createdBy: string;
  readonly nowMs: number;
}

export async function createExport(database: Queryable, made: NewExport): Promise<Export> {
  const { rows } = await database.query<Export>(
    `insert into exports (organization_id, id, created_by, q, from_time, to_time, last_seq, format, options)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
    [
      made.organizationId,
      uuidv7(made.nowMs),
      made.createdBy,
      made.q,
      made.from,
      made.to,
      made.last_seq,
      made.format,
      JSON.stringify(made.options),
    ],
  );
  return rows[0] as Export;
}

/** The exports of the last 30 days, newest first. */
export async function listExports(database: Queryable, organizationId: string): Promise<Export[]> {
  const { rows } = await database.query<Export>(
    `select ${columns} from exports where organization_id = $1 and created_at > now() - interval '30 days'
      order by created_at desc, id desc limit 1000`,
    [organizationId],
  );
  return rows;
}

/** @throws CairnError `resource.not_found` */
export async function getExport(database: Queryable, organizationId: string, id: string): Promise<Export> {
  const { rows } = await database.query<Export>(
    `select ${columns} from exports where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  if (rows[0] === undefined) throw new CairnError('resource.not_found');
  return rows[0];
}
