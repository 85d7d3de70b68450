import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination, type StoredEvent } from './destination.ts';
import { awsSecrets, regionField } from './signing/aws.ts';
import { awsCall, listedOutcome } from './signing/aws-answers.ts';

const config = z.strictObject({
  region: regionField,
  stream: field(
    z
      .string()
      .trim()
      .regex(
        /^([A-Za-z0-9._-]{1,128}|arn:aws[a-z-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[A-Za-z0-9._-]{1,128})$/,
        'A name of letters, digits, ".", "_" and "-", or an ARN.',
      ),
    { title: 'Data stream', description: 'Name, or ARN.', examples: ['audit-events'] },
  ),
  partition_key: field(z.enum(['event', 'actor', 'action', 'organization']).default('event'), {
    title: 'Partition key',
    description:
      'Events with the same key go to one shard. event spreads them evenly; organization keeps them together, within the speed of one shard (1 MB and 1,000 records a second).',
  }),
});

/** Characters of a partition key. */
const maxKey = 256;

function partitionKey({ event }: StoredEvent, by: z.output<typeof config>['partition_key']): string {
  const { actor } = event;
  const named = {
    event: event.id,
    action: event.action,
    organization: event.organization_id,
    actor: actor?.id ?? actor?.name ?? 'nobody',
  }[by];
  return [...named].slice(0, maxKey).join('') || 'nobody';
}

export const amazon_kinesis = destination({
  id: 'amazon_kinesis',
  name: 'Amazon Kinesis Data Streams',
  description: 'Puts each event as a record into a data stream.',
  docs: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html',
  config,
  secrets: z.strictObject(awsSecrets),
  // 500 records, 5 MB and 1 MB a record are what every stream takes; counted here after base64, which is stricter.
  limits: { events: 500, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 100 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The stream gets one record whose data is the event as JSON, its action trail.test.',
  notes: [
    'The key needs kinesis:PutRecords on the stream and nothing else.',
    'Records that a shard has no room for are sent again on their own, so they may come after later ones: sort by seq.',
    'Kinesis does not drop repeats: count by id.',
  ],
  gzip: false,
  framing: { open: '{"Records":[', between: ',', close: ']}' },

  item: (stored, { partition_key }) =>
    `{"Data":"${Buffer.from(stored.text).toString('base64')}",` +
    `"PartitionKey":${JSON.stringify(partitionKey(stored, partition_key))}}`,

  request(body, { region, stream }, secrets, { now }) {
    const name = stream.startsWith('arn:') ? 'StreamARN' : 'StreamName';
    const whole = `{"${name}":${JSON.stringify(stream)},${body.slice(1)}`;
    return awsCall(
      { service: 'kinesis', region, target: 'Kinesis_20131202.PutRecords', version: '1.1', body: whole, now },
      secrets,
    );
  },

  outcome: listedOutcome('Records'),
});
