/** How far from now a receiver takes the time of an event, in milliseconds. */
export interface Reach {
  readonly pastMs: number;
  readonly futureMs: number;
}

/**
 * The time that a receiver files an event under, in milliseconds since 1970: the event's own, or now where it would
 * be refused or dropped for its age.
 */
export function filedAt(occurredAt: string, now: Date, { pastMs, futureMs }: Reach): number {
  const at = Date.parse(occurredAt);
  const age = now.getTime() - at;
  return age > pastMs || age < -futureMs ? now.getTime() : at;
}
