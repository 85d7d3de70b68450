import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { awsSecrets, regionField } from './signing/aws.ts';
import { awsCall, listedOutcome } from './signing/aws-answers.ts';

const config = z.strictObject({
  region: regionField,
  event_bus: field(
    z
      .string()
      .trim()
      .min(1)
      .max(1600)
      .regex(/^[A-Za-z0-9._/:-]+$/, 'The name of an event bus, or its ARN.')
      .default('default'),
    {
      title: 'Event bus',
      description: 'Name, or ARN where it belongs to another account.',
      examples: ['audit'],
    },
  ),
  source: field(
    z
      .string()
      .trim()
      .min(1)
      .max(256)
      .regex(/^(?!aws\.)[\x21-\x7e]+$/, 'Printable ASCII without spaces, and not beginning with aws.')
      .default('cairn'),
    { title: 'Source', description: 'What the rules of the bus match as "source".', examples: ['cairn'] },
  ),
});

/** Characters of a detail type (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html). */
const maxDetailType = 128;

export const amazon_eventbridge = destination({
  id: 'amazon_eventbridge',
  name: 'Amazon EventBridge',
  description: 'Puts each event on an event bus, with its action as the detail type.',
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html',
  config,
  secrets: z.strictObject(awsSecrets),
  // 256 KB for all entries of a call. An entry that is larger in JSON than as EventBridge counts it is tried alone.
  limits: { events: 10, bytes: 1_000_000, eventBytes: 1_000_000, waitMs: 100 },
  formats: ['cairn'],
  ordered: true,
  lookFor:
    'A rule that matches {"source": ["cairn"], "detail-type": ["trail.test"]} (or your own source) fires once.',
  notes: [
    'The key needs events:PutEvents on the event bus and nothing else.',
    'EventBridge takes 256 KB a call in many regions and 1 MB in others; what is too large for a region is sent in smaller calls, and an event that alone is too large becomes a dead letter.',
    'EventBridge promises no order and does not drop repeats: sort by detail.seq, and count by detail.id.',
    'It does not tell Cairn when no rule matches: such events are gone. Add an archive to the bus.',
  ],
  gzip: false,
  framing: { open: '{"Entries":[', between: ',', close: ']}' },

  item: ({ text, event }, { event_bus, source }) =>
    JSON.stringify({
      EventBusName: event_bus,
      Source: source,
      DetailType: [...event.action].slice(0, maxDetailType).join(''),
      Time: Math.floor(Date.parse(event.occurred_at) / 1000),
      Detail: text,
    }),

  request: (body, { region }, secrets, { now }) =>
    awsCall({ service: 'events', region, target: 'AWSEvents.PutEvents', version: '1.1', body, now }, secrets),

  outcome: listedOutcome('Entries'),
});
