import { datadog } from './datadog.ts';
import type { Destination } from './destination.ts';
import { email } from './email.ts';
import { file } from './file.ts';
import { kafka } from './kafka.ts';
import { nats } from './nats.ts';
import { postgresql } from './postgresql.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redisStreams } from './redis-streams.ts';
import { slack } from './slack.ts';
import { syslog } from './syslog.ts';
import { webhook } from './webhook.ts';

/** Every destination, sorted by id. Adding one is a file, its fixtures, and a line here. */
export const destinations: readonly Destination[] = [
  datadog,
  email,
  file,
  kafka,
  nats,
  postgresql,
  rabbitmq,
  redisStreams,
  slack,
  syslog,
  webhook,
];

const byId = new Map(destinations.map((destination) => [destination.id, destination]));

export const findDestination = (id: string): Destination | undefined => byId.get(id);
