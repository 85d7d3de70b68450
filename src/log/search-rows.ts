import type { Event } from '../event/event.ts';
import { fold } from '../event/fold.ts';
import { searchText } from '../event/search-text.ts';
import { indexForm } from './index-form.ts';

export const searchColumns =
  'organization_id, seq, received_at, occurred_at, actor_name, user_agent, resource_ids, resource_names, words';

/** A row of `event_search` in the text format of COPY, in the order of `searchColumns`. */
export function searchRow(event: Event): string {
  const resources = event.resources ?? [];
  const names = resources.map(({ name }) => name).filter((name) => name !== undefined);
  const columns = [
    event.organization_id,
    String(event.seq),
    event.received_at,
    event.occurred_at,
    optional(event.actor?.name),
    optional(event.context?.user_agent),
    escaped(array(resources.map(({ id }) => id))),
    escaped(array(names.map(fold))),
    escaped(indexForm(searchText(event))),
  ];
  return `${columns.join('\t')}\n`;
}

const optional = (text: string | undefined): string => (text === undefined ? '\\N' : escaped(fold(text)));

const special = /[\\\t\n\r]/;

/** https://www.postgresql.org/docs/18/sql-copy.html, "Text Format". */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

/** https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO */
const array = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;
