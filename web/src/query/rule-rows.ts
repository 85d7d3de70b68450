import { partsOf, type QueryPart, writeValue } from './query-text.ts';

/** What one row of the builder says about its field. `words` looks into the whole event. */
export const ruleOperators = [
  'is',
  'isNot',
  'contains',
  'notContains',
  'startsWith',
  'present',
  'absent',
  'atLeast',
  'atMost',
] as const;
export type RuleOperator = (typeof ruleOperators)[number];

export interface RuleRow {
  /** A field of the query language, or '' for free text (with `contains` and `notContains` only). */
  readonly field: string;
  readonly operator: RuleOperator;
  /** Several for `is` and `isNot`; one for the others; none for `present` and `absent`. */
  readonly values: readonly string[];
}

/** A rule as the builder shows it: rows that must all hold, or of which one suffices. */
export interface RuleRows {
  readonly match: 'all' | 'any';
  readonly rows: readonly RuleRow[];
}

export const takesValues = (operator: RuleOperator): boolean =>
  operator !== 'present' && operator !== 'absent';

/** Whether a row says something already. */
export const isComplete = ({ operator, values }: RuleRow): boolean =>
  !takesValues(operator) || values.some((value) => value !== '');

function writeRow({ field, operator, values }: RuleRow): string {
  const [first = ''] = values;
  const many = values.map(writeValue).join(',');
  if (field === '') return `${operator === 'notContains' ? '-' : ''}${quoteWords(first)}`;
  if (operator === 'is') return `${field}:${many}`;
  if (operator === 'isNot') return `-${field}:${many}`;
  if (operator === 'contains') return `${field}:*${writeValue(first)}*`;
  if (operator === 'notContains') return `-${field}:*${writeValue(first)}*`;
  if (operator === 'startsWith') return `${field}:${writeValue(first)}*`;
  if (operator === 'present') return `${field}:*`;
  if (operator === 'absent') return `-${field}:*`;
  return `${field}:${operator === 'atLeast' ? '>=' : '<='}${writeValue(first)}`;
}

/** A word that would read as a field, an operator or an exclusion is quoted too. */
const quoteWords = (text: string): string =>
  /^(AND|OR|NOT)$|^-|:/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : writeValue(text);

/** Rows as a query. Two rows about one field both hold only when AND stands between them. */
export function writeRows({ match, rows }: RuleRows): string {
  const complete = rows.filter(isComplete);
  const fields = complete.map(({ field }) => field);
  const isRepeated = new Set(fields).size < fields.length;
  const joint = match === 'any' ? ' OR ' : isRepeated ? ' AND ' : ' ';
  return complete.map(writeRow).join(joint);
}

const quoted = /^"(?:[^"\\]|\\.)*"$/;
/** A value that means itself and nothing more. */
const isPlain = (raw: string): boolean => quoted.test(raw) || /^[^\s()",*<>]+$/.test(raw);

function readRow({ text, field, values, excluded }: QueryPart): RuleRow | null {
  if (field === undefined || values === undefined) {
    const raw = excluded && text.startsWith('-') ? text.slice(1) : text;
    if (!isPlain(raw)) return null;
    return { field: '', operator: excluded ? 'notContains' : 'contains', values: [plainText(raw)] };
  }
  if (values.every(({ raw }) => isPlain(raw) && (quoted.test(raw) || !raw.includes('..')))) {
    return { field, operator: excluded ? 'isNot' : 'is', values: values.map((value) => value.text) };
  }
  const [only, ...others] = values;
  return only === undefined || others.length > 0 ? null : readPattern(field, only.raw, excluded);
}

const plainText = (raw: string): string =>
  quoted.test(raw) ? raw.slice(1, -1).replace(/\\(["\\])/g, '$1') : raw;

function readPattern(field: string, raw: string, excluded: boolean): RuleRow | null {
  if (raw === '*') return { field, operator: excluded ? 'absent' : 'present', values: [] };
  const bound = /^([<>]=)(.+)$/.exec(raw);
  if (bound !== null && !excluded && isPlain(bound[2] as string)) {
    const operator = bound[1] === '>=' ? 'atLeast' : 'atMost';
    return { field, operator, values: [plainText(bound[2] as string)] };
  }
  const pattern = /^(\*?)(.+)\*$/.exec(raw);
  if (pattern === null || !isPlain(pattern[2] as string)) return null;
  const values = [plainText(pattern[2] as string)];
  if (pattern[1] === '*') return { field, operator: excluded ? 'notContains' : 'contains', values };
  return excluded ? null : { field, operator: 'startsWith', values };
}

/** The rows of a query; null when it says more than rows can (brackets, both AND and OR, ranges). */
export function readRows(query: string): RuleRows | null {
  const parts = partsOf(query);
  const operators = new Set(parts.map(({ text }) => text).filter((text) => text === 'AND' || text === 'OR'));
  const isAny = operators.has('OR');
  if (operators.size > 1) return null;
  const rows: RuleRow[] = [];
  let isJoined = true;
  for (const part of parts) {
    if (part.text === 'AND' || part.text === 'OR') {
      isJoined = true;
      continue;
    }
    if (part.text === 'NOT') continue;
    const row = readRow(part);
    if (row === null || (isAny && !isJoined)) return null;
    // Side by side, a field that occurs twice takes either value: one row with both.
    const same = isJoined ? -1 : rows.findIndex((each) => each.field === row.field && each.field !== '');
    const before = rows[same];
    isJoined = false;
    if (before === undefined) rows.push(row);
    else if (before.operator === 'is' && row.operator === 'is')
      rows[same] = { ...before, values: [...before.values, ...row.values] };
    else if (before.operator === 'isNot' && row.operator === 'isNot') rows.push(row);
    else if (row.operator === 'isNot' || before.operator === 'isNot') rows.push(row);
    else return null;
  }
  return { match: isAny ? 'any' : 'all', rows };
}
