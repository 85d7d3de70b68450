import { clickhouse } from './clickhouse.ts';
import { datadog } from './datadog.ts';
import type { Destination } from './destination.ts';
import { dynatrace } from './dynatrace.ts';
import { elasticsearch } from './elasticsearch.ts';
import { email } from './email.ts';
import { file } from './file.ts';
import { grafanaLoki } from './grafana_loki.ts';
import { nats } from './nats.ts';
import { newRelic } from './new_relic.ts';
import { otlp } from './otlp.ts';
import { postgresql } from './postgresql.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redisStreams } from './redis-streams.ts';
import { slack } from './slack.ts';
import { splunkHec } from './splunk_hec.ts';
import { sumoLogic } from './sumo_logic.ts';
import { syslog } from './syslog.ts';
import { webhook } from './webhook.ts';

/** Every destination, sorted by id. Adding one is a file, its fixtures, and a line here. */
export const destinations: readonly Destination[] = [
  clickhouse,
  datadog,
  dynatrace,
  elasticsearch,
  email,
  file,
  grafanaLoki,
  nats,
  newRelic,
  otlp,
  postgresql,
  rabbitmq,
  redisStreams,
  slack,
  splunkHec,
  sumoLogic,
  syslog,
  webhook,
];

const byId = new Map(destinations.map((destination) => [destination.id, destination]));

export const findDestination = (id: string): Destination | undefined => byId.get(id);
