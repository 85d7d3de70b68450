const lead = 'Z';
const digits = 'ABCDEFGHIJKLMNOP';
const other = /[^\0-\x7f]/g;

/**
 * Folded text as `event_search.words` holds it: what is not ASCII is written as `Z` and four letters from A to
 * P for each UTF-16 unit. Folded text has no capitals, so the form is unambiguous, and a part of a text is a
 * part of its form. pg_trgm needs three characters in a row and takes for a letter what the server's locale
 * does; in this form a single kanji has trigrams, on every server.
 */
export const indexForm = (folded: string): string => folded.replaceAll(other, lettersOf);

function lettersOf(unit: string): string {
  const code = unit.charCodeAt(0);
  const digit = (shift: number): string => digits[(code >> shift) & 15] as string;
  return lead + digit(12) + digit(8) + digit(4) + digit(0);
}
