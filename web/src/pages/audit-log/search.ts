import * as z from 'zod/mini';
import { text } from '../../search-params.ts';

/** What the address of the audit log holds. */
export const auditLogSearch = z.object({ q: text, from: text, to: text, event: text });
