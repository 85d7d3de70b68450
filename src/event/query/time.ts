/** A stretch of time, half open: `from` <= t < `to`, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const day = 86_400_000;
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: day, w: 7 * day };

const relative = /^now(?:-(\d{1,9})([smhdw]))?$/;
const date = /^\d{4}-\d\d-\d\d$/;
// RFC 3339, section 5.6, without leap seconds, which the log's clock does not know.
const instant =
  /^(\d{4}-\d\d-\d\d)[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

// Event times are compared as text, which holds for years of four digits only.
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-01-01T00:00:00Z');

/**
 * Reads a time of the query language: RFC 3339 (one millisecond long), a date, `today` or `yesterday` (the
 * whole UTC day), `now`, or `now-` and a number with `s`, `m`, `h`, `d` or `w`. Null for anything else.
 */
export function readTime(text: string, now: Date): Span | null {
  const span = read(text, now.getTime());
  return span !== null && span.from >= earliest && span.to <= latest ? span : null;
}

function read(text: string, now: number): Span | null {
  const back = relative.exec(text);
  if (back !== null) {
    const [, count, unit] = back;
    return moment(unit === undefined ? now : now - Number(count) * (units[unit] as number));
  }
  if (text === 'today') return wholeDay(now - modulo(now, day));
  if (text === 'yesterday') return wholeDay(now - modulo(now, day) - day);
  if (date.test(text)) return isDate(text) ? wholeDay(Date.parse(text)) : null;
  const written = instant.exec(text);
  return written !== null && isDate(written[1] as string) ? moment(Date.parse(text.toUpperCase())) : null;
}

const moment = (at: number): Span => ({ from: at, to: at + 1 });
const wholeDay = (from: number): Span => ({ from, to: from + day });
const modulo = (value: number, by: number): number => ((value % by) + by) % by;

/** Whether the calendar has that day; the platform's parser would turn 30 February into 2 March. */
function isDate(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
