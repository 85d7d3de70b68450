import * as z from 'zod/mini';
import { oneOf, text } from '../../search-params.ts';

export const drawerTabs = ['overview', 'related', 'json'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** What the address of the audit log holds: everything that decides what is on the page. */
export const auditLogSearch = z.object({
  q: text,
  from: text,
  to: text,
  /** Columns of the table in their order, separated by commas. */
  cols: text,
  live: oneOf(['1']),
  /** Id of the event in the drawer, and the drawer's tab. */
  event: text,
  tab: oneOf(drawerTabs),
});
