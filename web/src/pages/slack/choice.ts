import { type Level, levels } from '../../api/events.ts';
import type { SlackSetting } from '../../api/slack.ts';

/** What is posted, and how often. */
export interface Choice {
  readonly levels: readonly Level[];
  readonly q: string;
  /** `NaN` while what is entered is no number. */
  readonly quiet_minutes: number;
}

export const choiceOf = ({ levels: chosen, q, quiet_minutes }: SlackSetting): Choice => ({
  levels: chosen,
  q,
  quiet_minutes,
});

export const sameChoice = (one: Choice, other: Choice): boolean =>
  one.q.trim() === other.q.trim() &&
  one.quiet_minutes === other.quiet_minutes &&
  levels.every((level) => one.levels.includes(level) === other.levels.includes(level));

/** The choice as a query of the audit log. */
export function queryOf({ levels: chosen, q }: Choice): string {
  const query = q.trim();
  const term = levels.every((level) => chosen.includes(level)) ? '' : `level:${chosen.join(',')}`;
  if (query === '' || term === '') return term + query;
  return `${term} AND (${query})`;
}

const weekMinutes = 7 * 24 * 60;

/** Messages that so many events of a week take at most, with that many quiet minutes between two. */
export const messagesAtMost = (events: number, quietMinutes: number): number =>
  quietMinutes > 0 ? Math.min(events, Math.ceil(weekMinutes / quietMinutes)) : events;
