import * as z from 'zod/mini';

/**
 * Search parameters are plain text (`?q=123&level=error`), without the JSON quoting that the router uses
 * by default: people read these addresses and type them. A repeated key becomes a comma list.
 */
export function parseSearch(search: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(search)) {
    found[key] = key in found ? `${found[key]},${value}` : value;
  }
  return found;
}

/** The opposite; empty values are left out, and what is legible stays legible. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${legible(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const legible = (value: string): string =>
  encodeURIComponent(value)
    .replaceAll('%20', '+')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%2F', '/');

/** A parameter that may be absent. A schema never refuses an address: what it cannot read is dropped. */
export const text = z.catch(z.optional(z.string()), undefined);

/** One of a few words, or absent. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.catch(z.optional(z.enum(words)), undefined);
