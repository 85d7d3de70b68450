import type { Event } from '../event/event.ts';
import { fold } from '../event/fold.ts';
import { searchText } from '../event/search-text.ts';
import { indexForm } from './index-form.ts';
import { resourceKey } from './resource-key.ts';

export const searchColumns =
  'organization_id, seq, received_at, occurred_at, actor_name, user_agent, resource_ids, resource_names, resource_keys, words';

/** A row of `event_search` in the text format of COPY, in the order of `searchColumns`. */
export function searchRow(event: Event): string {
  const resources = event.resources ?? [];
  const ids = resources.map(({ id }) => id);
  const names = resources.flatMap(({ name }) => (name === undefined ? [] : [fold(name)]));
  const keys = [...ids.map((id) => resourceKey('id', id)), ...names.map((name) => resourceKey('name', name))];
  const columns = [
    event.organization_id,
    String(event.seq),
    event.received_at,
    event.occurred_at,
    optional(event.actor?.name),
    optional(event.context?.user_agent),
    escaped(array(ids)),
    escaped(array(names)),
    escaped(array(keys)),
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
