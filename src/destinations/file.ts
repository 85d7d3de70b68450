import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { decodeMessages, encodeMessage, messageFraming } from './messages.ts';
import { receiptOutcome } from './receipt-outcome.ts';

const config = z.strictObject({
  name: field(
    z
      .string()
      .trim()
      .max(64)
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'Letters, digits, - and _.')
      .default('events'),
    {
      title: 'File name',
      description:
        'Beginning of the names of the files; day, number and .jsonl follow. One name for one trail.',
      examples: ['events'],
    },
  ),
  max_megabytes: field(z.int().min(1).max(10_000).default(100), {
    title: 'Size of a file (MB)',
    description: 'A file that would grow beyond is followed by the next one of the day.',
    examples: [100],
    advanced: true,
  }),
});

export const file = destination({
  id: 'file',
  name: 'File',
  description: 'Appends events to files on the machine that Cairn runs on, one JSON object a line.',
  docs: 'https://jsonlines.org',
  config,
  secrets: z.strictObject({}),
  limits: { events: 1_000, bytes: 5_000_000, eventBytes: 1_000_000, waitMs: 50 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The newest file in the folder of your organization ends with a line whose action is trail.test.',
  notes: [
    'Works where the operator of this Cairn has set CAIRN_FILE_DESTINATION_DIR. Files are in a folder named after the organization’s id below it, and nowhere else.',
    'A new file begins each day (UTC) and when one is full: events-2026-11-23.jsonl, events-2026-11-23.1.jsonl.',
    'An event counts as delivered when it is on disk. After a crash a batch may be there twice: drop repeats by id.',
    'Cairn never deletes a file. Move or delete those of past days as you like.',
  ],
  testedWith: 'file system',
  gzip: false,
  framing: messageFraming,
  item: ({ text, event }) => encodeMessage({ id: event.id, to: event.organization_id, body: text }),

  request: (body, { name, max_megabytes }, _, { now }) => ({
    kind: 'file',
    name,
    day: now.toISOString().slice(0, 10),
    maxBytes: max_megabytes * 1_000_000,
    messages: decodeMessages(body),
  }),

  // A full disk passes; a folder that may not be written, or is none, does not.
  outcome: receiptOutcome([
    [/^(EACCES|EPERM|EROFS|ELOOP|ENOTDIR|EISDIR|ENOENT|ENAMETOOLONG)$/, 'misconfigured'],
  ]),
});
