import type { Event } from '../event/event.ts';

/** Rows of `event_hours` by column. */
export interface HourCounts {
  readonly hour: string[];
  readonly level: string[];
  readonly action: string[];
  readonly result: string[];
  readonly module: string[];
  readonly service: string[];
  readonly events: number[];
}

/** How many events there are of each hour of occurrence and each combination of what people group by. */
export function hourCounts(events: readonly Event[]): HourCounts {
  const counts: HourCounts = {
    hour: [],
    level: [],
    action: [],
    result: [],
    module: [],
    service: [],
    events: [],
  };
  const places = new Map<string, number>();
  for (const event of events) {
    const { level, action, result, module = '', service = '' } = event;
    const hour = `${event.occurred_at.slice(0, 13)}:00:00Z`;
    // Lengths make the key unambiguous whatever the texts contain.
    const key = `${hour}${level}${result}${action.length}.${module.length}.${action}${module}${service}`;
    const place = places.get(key);
    if (place === undefined) {
      places.set(key, counts.events.length);
      counts.hour.push(hour);
      counts.level.push(level);
      counts.action.push(action);
      counts.result.push(result);
      counts.module.push(module);
      counts.service.push(service);
      counts.events.push(1);
    } else {
      counts.events[place] = (counts.events[place] as number) + 1;
    }
  }
  return counts;
}
