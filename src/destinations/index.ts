import { datadog } from './datadog.ts';
import type { Destination } from './destination.ts';
import { email } from './email.ts';
import { slack } from './slack.ts';
import { syslog } from './syslog.ts';
import { webhook } from './webhook.ts';

/** Every destination, sorted by id. Adding one is a file, its fixtures, and a line here. */
export const destinations: readonly Destination[] = [datadog, email, slack, syslog, webhook];

const byId = new Map(destinations.map((destination) => [destination.id, destination]));

export const findDestination = (id: string): Destination | undefined => byId.get(id);
