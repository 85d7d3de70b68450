import * as z from 'zod/mini';
import { roles } from '../../api/organizations.ts';
import { oneOf, text } from '../../search-params.ts';

export const membersSearch = z.object({
  q: text,
  role: oneOf(roles),
  /** Id of the member in the drawer. */
  member: text,
});

export const customersSearch = z.object({ q: text });

export const acceptSearch = z.object({ token: text, lang: text });
