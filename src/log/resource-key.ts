import { createHash } from 'node:crypto';

/** In UTF-16 units, so at most 1,800 bytes: an entry of an index has room for some 2,700. */
const longest = 600;

/**
 * How `event_search.resource_keys` holds an id or a folded name, one index for both: a letter for the kind, and
 * the text or, of a very long one, its hash. Equal texts have equal keys, different ones different keys.
 */
export function resourceKey(kind: 'id' | 'name', text: string): string {
  if (text.length <= longest) return (kind === 'id' ? 'i' : 'n') + text;
  return (kind === 'id' ? 'I' : 'N') + createHash('sha256').update(text).digest('base64url');
}
