import type { Event, Json } from '../event/event.ts';
import { nearest } from '../event/query/suggest.ts';
import { CairnError, type Fault } from '../kernel/errors.ts';

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** A column of a CSV file: its heading, and its text for an event. */
export interface Column {
  readonly name: string;
  text(event: Event): string;
}

const column = (name: string, read: (event: Event) => Json | undefined): Column => ({
  name,
  text: (event) => cellText(read(event)),
});

/** Text as it is, nothing for what is absent, JSON for the rest. */
const cellText = (value: Json | undefined): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const listed = (
  event: Event,
  read: (resource: NonNullable<Event['resources']>[number]) => string | undefined,
) => event.resources?.map((resource) => read(resource) ?? '').join('; ');

/** The columns that a CSV export can have, in the order of a file for which none were chosen. */
export const columns: readonly Column[] = [
  column('occurred_at', (event) => event.occurred_at),
  column('level', (event) => event.level),
  column('service', (event) => event.service),
  column('actor_type', (event) => event.actor?.type),
  column('actor_id', (event) => event.actor?.id),
  column('actor_name', (event) => event.actor?.name),
  column('module', (event) => event.module),
  column('action', (event) => event.action),
  column('result', (event) => event.result),
  column('error_code', (event) => event.error_code),
  column('resource_types', (event) => listed(event, ({ type }) => type)),
  column('resource_ids', (event) => listed(event, ({ id }) => id)),
  column('resource_names', (event) => listed(event, ({ name }) => name)),
  column('customer_id', (event) => event.customer_id),
  column('integration_id', (event) => event.integration_id),
  column('source_ip', (event) => event.context?.source_ip),
  column('user_agent', (event) => event.context?.user_agent),
  column('request_id', (event) => event.context?.request_id),
  column('session_id', (event) => event.context?.session_id),
  column('location', (event) => event.context?.location),
  column('complement', (event) => event.complement),
  column('details', (event) => event.details),
  column('tags', (event) => event.tags),
  column('id', (event) => event.id),
  column('seq', (event) => event.seq),
  column('received_at', (event) => event.received_at),
];

const columnNames = columns.map(({ name }) => name);

/**
 * The columns of these names, in their order; all of them when none are named.
 * @throws CairnError `request.invalid` that names every unknown one.
 */
export function chooseColumns(names: readonly string[] | undefined): readonly Column[] {
  if (names === undefined || names.length === 0) return columns;
  const faults: Fault[] = [];
  const chosen = names.flatMap((name, index) => {
    const found = columns.find((item) => item.name === name);
    if (found !== undefined) return [found];
    const suggestion = nearest(name, columnNames);
    const hint = suggestion === undefined ? '' : `; did you mean "${suggestion}"?`;
    faults.push({ path: `columns[${index}]`, message: `unknown column "${name}"${hint}` });
    return [];
  });
  if (faults.length > 0) throw new CairnError('request.invalid', faults[0]?.message, { errors: faults });
  return chosen;
}

// What a spreadsheet may take for a formula at the start of a cell, the wide forms of Japanese ones included.
// https://owasp.org/www-community/attacks/CSV_Injection
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20\u2212]/;
const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/** A cell that no spreadsheet runs: what could begin a formula gets an apostrophe before it. */
export const defused = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** A line of RFC 4180, with its end. Every cell is defused. */
export function csvLine(cells: readonly string[], separator: Separator): string {
  return `${cells.map(csvCell).join(separator)}\r\n`;
}

function csvCell(text: string): string {
  const safe = defused(text);
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
