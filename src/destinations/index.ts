import { amazon_eventbridge } from './amazon_eventbridge.ts';
import { amazon_firehose } from './amazon_firehose.ts';
import { amazon_kinesis } from './amazon_kinesis.ts';
import { amazon_s3 } from './amazon_s3.ts';
import { amazon_sqs } from './amazon_sqs.ts';
import { azure_blob_storage } from './azure_blob_storage.ts';
import { azure_event_hubs } from './azure_event_hubs.ts';
import { clickhouse } from './clickhouse.ts';
import { datadog } from './datadog.ts';
import type { Destination } from './destination.ts';
import { dynatrace } from './dynatrace.ts';
import { elasticsearch } from './elasticsearch.ts';
import { email } from './email.ts';
import { file } from './file.ts';
import { google_cloud_storage } from './google_cloud_storage.ts';
import { google_pubsub } from './google_pubsub.ts';
import { google_secops } from './google_secops.ts';
import { grafanaLoki } from './grafana_loki.ts';
import { kafka } from './kafka.ts';
import { microsoft_sentinel } from './microsoft_sentinel.ts';
import { nats } from './nats.ts';
import { newRelic } from './new_relic.ts';
import { otlp } from './otlp.ts';
import { postgresql } from './postgresql.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redisStreams } from './redis_streams.ts';
import { slack } from './slack.ts';
import { splunkHec } from './splunk_hec.ts';
import { sumoLogic } from './sumo_logic.ts';
import { syslog } from './syslog.ts';
import { webhook } from './webhook.ts';

/** Every destination, sorted by id. Adding one is a file, its fixtures, and a line here. */
export const destinations: readonly Destination[] = [
  amazon_eventbridge,
  amazon_firehose,
  amazon_kinesis,
  amazon_s3,
  amazon_sqs,
  azure_blob_storage,
  azure_event_hubs,
  clickhouse,
  datadog,
  dynatrace,
  elasticsearch,
  email,
  file,
  google_cloud_storage,
  google_pubsub,
  google_secops,
  grafanaLoki,
  kafka,
  microsoft_sentinel,
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
