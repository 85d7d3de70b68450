import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { awsSecrets, regionField } from './signing/aws.ts';
import { awsCall, listedOutcome } from './signing/aws-answers.ts';

const config = z.strictObject({
  region: regionField,
  delivery_stream: field(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'A name of at most 64 letters, digits, "_", "." and "-".'),
    {
      title: 'Firehose stream',
      description: 'Its name. It must take direct PUTs.',
      examples: ['audit-to-lake'],
    },
  ),
  newline: field(z.boolean().default(true), {
    title: 'One event a line',
    description:
      'Ends each record with a newline, without which what Firehose writes to S3 is one long line.',
    advanced: true,
  }),
});

export const amazon_firehose = destination({
  id: 'amazon_firehose',
  name: 'Amazon Data Firehose',
  description:
    'Puts each event as a record into a Firehose stream, which carries it on to S3, Redshift, OpenSearch or Splunk.',
  docs: 'https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html',
  config,
  secrets: z.strictObject(awsSecrets),
  // 500 records, 4 MB, 1,000 KB a record; counted here after base64, which is stricter.
  limits: { events: 500, bytes: 4_000_000, eventBytes: 1_000_000, waitMs: 100 },
  formats: ['cairn'],
  ordered: true,
  lookFor:
    'The target of the stream gets one record with the action trail.test, after the time that Firehose collects for.',
  notes: [
    'The key needs firehose:PutRecordBatch on the stream and nothing else.',
    'Records that Firehose has no room for are sent again on their own, so they may come after later ones: sort by seq.',
    'Firehose does not drop repeats: count by id.',
    'A stream that reads from a Kinesis data stream takes no direct PUTs: use the destination amazon_kinesis.',
  ],
  gzip: false,
  framing: { open: '{"Records":[', between: ',', close: ']}' },

  item: ({ text }, { newline }) =>
    `{"Data":"${Buffer.from(newline ? `${text}\n` : text).toString('base64')}"}`,

  request: (body, { region, delivery_stream }, secrets, { now }) =>
    awsCall(
      {
        ...{ service: 'firehose', region, target: 'Firehose_20150804.PutRecordBatch', version: '1.1', now },
        body: `{"DeliveryStreamName":${JSON.stringify(delivery_stream)},${body.slice(1)}`,
      },
      secrets,
    ),

  outcome: listedOutcome('RequestResponses'),
});
