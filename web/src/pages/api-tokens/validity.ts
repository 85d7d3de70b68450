export const validities = ['30', '90', '365', 'date', 'never'] as const;
export type Validity = (typeof validities)[number];

const dayMs = 86_400_000;

/**
 * When a token ends. A date is valid to its last second in the reader's zone.
 * @returns null for a token without an end; undefined for a date that is missing or over.
 */
export function expiryOf(validity: Validity, date: string, now: number): Date | null | undefined {
  if (validity === 'never') return null;
  if (validity !== 'date') return new Date(now + Number(validity) * dayMs);
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const end = new Date(year, month - 1, day, 23, 59, 59);
  return Number.isNaN(end.getTime()) || end.getTime() <= now ? undefined : end;
}
