import { createHash } from 'node:crypto';
import { z } from 'zod';
import { field } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { destination, type Outcome, type StoredEvent } from './destination.ts';
import { answered } from './outcome.ts';
import { awsSecrets } from './signing/aws.ts';
import { awsCall, awsOutcome, entriesOutcome, type FailedEntry, jsonOf } from './signing/aws-answers.ts';

const queueShape =
  /^https:\/\/sqs\.([a-z0-9-]{2,40})\.amazonaws\.com(?:\.cn)?\/\d{12}\/[A-Za-z0-9_-]{1,75}(?:\.fifo)?$/;

const config = z.strictObject({
  queue_url: field(
    z
      .string()
      .trim()
      .max(300)
      .regex(
        queueShape,
        'The URL of the queue as AWS shows it: https://sqs.<region>.amazonaws.com/<account>/<name>.',
      ),
    {
      title: 'Queue URL',
      description: 'As the page of the queue shows it. The name of a FIFO queue ends in .fifo.',
      examples: ['https://sqs.eu-central-1.amazonaws.com/123456789012/audit.fifo'],
    },
  ),
  message_group: field(z.enum(['organization', 'actor', 'action', 'event']).default('organization'), {
    title: 'Message group',
    description:
      'Of FIFO queues only: events of one group are handed out in order, groups beside each other.',
    advanced: true,
  }),
});

const isFifo = (queueUrl: string): boolean => queueUrl.endsWith('.fifo');

/** Group and de-duplication ids take 128 letters, digits and punctuation; anything else goes in as its hash. */
const fifoId = (text: string): string =>
  /^[\x21-\x7e]{1,128}$/.test(text) ? text : createHash('sha256').update(text).digest('hex');

/** SQS takes the characters of XML 1.0. In JSON the others are escaped already, but for these two. */
const xmlSafe = (json: string): string =>
  json.replace(/[\ufffe\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16)}`);

/** The same for text that is no JSON: what SQS refuses is replaced. */
const printable = (text: string): string => text.replace(/[^\t\n\r\x20-\ufffd]/g, '\ufffd').slice(0, 256);

function groupOf({ event }: StoredEvent, by: z.output<typeof config>['message_group']): string {
  const { actor } = event;
  const named = { organization: event.organization_id, action: event.action, event: event.id };
  return fifoId(by === 'actor' ? (actor?.id ?? actor?.name ?? 'nobody') : named[by]);
}

/** Entries are named by the number of their event: unique within a batch, and known before the batch is. */
function outcome(answer: Answer, nowMs: number, batch: readonly StoredEvent[]): Outcome {
  if (answer.status !== 200) return awsOutcome(answer, nowMs);
  const { Successful: taken = [], Failed: failed = [] } = jsonOf(answer);
  const indexes = new Map(batch.map(({ seq }, index) => [String(seq), index]));
  if (!Array.isArray(taken) || !Array.isArray(failed) || taken.length + failed.length !== batch.length) {
    return {
      kind: 'retry',
      reason: `the answer does not say what became of each entry: ${answered(answer)}`,
    };
  }
  const entries = failed.flatMap(
    ({ Id, Code, Message, SenderFault }: Record<string, unknown>): FailedEntry[] => {
      const index = indexes.get(String(Id));
      const entry = { code: String(Code), message: String(Message ?? ''), isSenders: SenderFault === true };
      return index === undefined ? [] : [{ index, ...entry }];
    },
  );
  return entriesOutcome(entries, batch.length);
}

export const amazon_sqs = destination({
  id: 'amazon_sqs',
  name: 'Amazon SQS',
  description: 'Sends each event as a message to a queue, standard or FIFO.',
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html',
  config,
  secrets: z.strictObject(awsSecrets),
  // 10 messages and 1 MiB a call; a queue may be set to take less a message, which is found by halving.
  limits: { events: 10, bytes: 1_040_000, eventBytes: 1_040_000, waitMs: 100 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The queue gets one message whose body is the event as JSON, its action trail.test.',
  notes: [
    'The key needs sqs:SendMessage on the queue, and kms:GenerateDataKey and kms:Decrypt where the queue is encrypted with a key of yours.',
    'On a FIFO queue the id of the event is the de-duplication id, so that SQS drops a repeat within 5 minutes; a standard queue does not, and promises no order.',
    'A message of a FIFO queue that fails alone is sent again after those that were taken with it.',
    'Raise the maximum message size of the queue where events are larger than it, or they become dead letters.',
  ],
  gzip: false,
  framing: { open: '{"Entries":[', between: ',', close: ']}' },

  item(stored, { queue_url, message_group }) {
    const { seq, text, event } = stored;
    const attribute = (value: string) => ({ DataType: 'String', StringValue: printable(value) });
    return JSON.stringify({
      Id: String(seq),
      MessageBody: xmlSafe(text),
      MessageAttributes: { action: attribute(event.action), level: attribute(event.level) },
      ...(isFifo(queue_url)
        ? { MessageGroupId: groupOf(stored, message_group), MessageDeduplicationId: fifoId(event.id) }
        : {}),
    });
  },

  request: (body, { queue_url }, secrets, { now }) =>
    awsCall(
      {
        ...{
          service: 'sqs',
          region: queueShape.exec(queue_url)?.[1] ?? '',
          target: 'AmazonSQS.SendMessageBatch',
        },
        ...{ version: '1.0', now, body: `{"QueueUrl":${JSON.stringify(queue_url)},${body.slice(1)}` },
      },
      secrets,
    ),

  outcome,
});
