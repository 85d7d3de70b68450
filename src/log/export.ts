import type { Database } from '../db/database.ts';
import type { Event } from '../event/event.ts';
import { type Charset, encode, fileStart } from './charset.ts';
import { type Column, chooseColumns, csvLine, type Separator } from './csv.ts';
import { cybozuColumns } from './cybozu-csv.ts';
import type { LogRow } from './read.ts';
import { scan } from './scan.ts';
import type { Selection } from './selection.ts';

export const exportFormats = ['csv', 'cybozu-csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest extends Selection {
  /** The newest event that may be part of it, so that an export gives the same file whenever it is read. */
  readonly lastSeq: number;
  readonly format: ExportFormat;
  /** Of `csv` only: names from `csv.ts`. */
  readonly columns?: readonly string[] | undefined;
  /** Of both CSV formats; default a comma. */
  readonly separator?: Separator | undefined;
  /** Of both CSV formats; default UTF-8. JSON is always UTF-8. */
  readonly charset?: Charset | undefined;
}

/** The media type and the ending of a file of that format. */
export const fileTypes: Readonly<
  Record<ExportFormat, { readonly type: string; readonly extension: string }>
> = {
  csv: { type: 'text/csv', extension: 'csv' },
  'cybozu-csv': { type: 'text/csv', extension: 'csv' },
  json: { type: 'application/json', extension: 'json' },
  ndjson: { type: 'application/x-ndjson', extension: 'ndjson' },
};

/** How a format is written, in three parts. `rows` gets at least one row; `isFirst` tells the first call. */
interface Writing {
  readonly start: Buffer;
  rows(rows: readonly LogRow[], isFirst: boolean): Buffer;
  readonly end: Buffer;
}

/**
 * The file of an export, oldest event first, a piece at a time: whoever reads slowly holds nothing but one page.
 * @throws CairnError `request.invalid` for an unknown column, before the first piece.
 */
export async function* exportEvents(database: Database, request: ExportRequest): AsyncGenerator<Buffer> {
  const writing = writingOf(request);
  if (writing.start.length > 0) yield writing.start;
  let isFirst = true;
  for await (const rows of scan(database, request, { low: 1, high: request.lastSeq })) {
    yield writing.rows(rows, isFirst);
    isFirst = false;
  }
  if (writing.end.length > 0) yield writing.end;
}

function writingOf(request: ExportRequest): Writing {
  switch (request.format) {
    case 'csv':
      return csvWriting(chooseColumns(request.columns), request);
    case 'cybozu-csv':
      return csvWriting(cybozuColumns, request);
    case 'json':
      return {
        start: Buffer.from('[\n'),
        rows: (rows, isFirst) =>
          Buffer.from(`${isFirst ? '' : ',\n'}${rows.map((row) => row.event).join(',\n')}`),
        end: Buffer.from('\n]\n'),
      };
    case 'ndjson':
      return {
        start: Buffer.alloc(0),
        rows: (rows) => Buffer.from(rows.map((row) => `${row.event}\n`).join('')),
        end: Buffer.alloc(0),
      };
  }
}

function csvWriting(columns: readonly Column[], request: ExportRequest): Writing {
  const { separator = ',', charset = 'utf-8' } = request;
  const line = (cells: readonly string[]) => csvLine(cells, separator);
  const row = ({ event }: LogRow) => {
    const parsed = JSON.parse(event) as Event;
    return line(columns.map((column) => column.text(parsed)));
  };
  const heading = line(columns.map((column) => column.name));
  return {
    start: Buffer.concat([fileStart(charset), encode(heading, charset)]),
    rows: (rows) => encode(rows.map(row).join(''), charset),
    end: Buffer.alloc(0),
  };
}
