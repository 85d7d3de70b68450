import { z } from 'zod';
import type { Level } from '../event/event.ts';
import { field } from '../kernel/form.ts';
import { certificateFields } from './certificate.ts';
import { destination } from './destination.ts';

const printable = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[\x21-\x7e]+$/, 'Printable ASCII without spaces.');

const config = z.strictObject({
  host: field(
    z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'A host name or an address, without a port.'),
    {
      title: 'Host',
      description: 'Name or address of the syslog server.',
      examples: ['syslog.example.com'],
    },
  ),
  port: field(z.int().min(1).max(65_535).default(6514), {
    title: 'Port',
    description: '6514 is the port of syslog over TLS.',
    examples: [6514],
  }),
  transport: field(z.enum(['tls', 'tcp']).default('tls'), {
    title: 'Transport',
    description: 'tcp is not encrypted: whoever is on the way reads the events.',
  }),
  ...certificateFields,
  facility: field(z.int().min(0).max(23).default(13), {
    title: 'Facility',
    description: '13 is "log audit", 16 to 23 are local0 to local7 (RFC 5424, section 6.2.1).',
    examples: [13],
    advanced: true,
  }),
  app_name: field(printable(48).default('cairn'), {
    title: 'Application name',
    description: 'APP-NAME of the messages.',
    advanced: true,
  }),
  hostname: field(printable(255).default('cairn'), {
    title: 'Host name',
    description: 'HOSTNAME of the messages: where they say they come from.',
    advanced: true,
  }),
  // 32473 is the enterprise number kept for examples (RFC 5612); whoever has one of his own writes it here.
  sd_id: field(
    z
      .string()
      .trim()
      .max(32)
      .regex(/^[^\s="\]@]+@\d+(\.\d+)*$/, 'A name, @ and an enterprise number.')
      .default('cairn@32473'),
    {
      title: 'Structured data id',
      description: 'SD-ID under which id, seq and organization are sent.',
      advanced: true,
    },
  ),
});

/** RFC 5424, section 6.2.1. */
const severities: Readonly<Record<Level, number>> = { information: 6, notice: 5, warning: 4, error: 3 };

/** PARAM-VALUE: the three characters that must be escaped (RFC 5424, section 6.3.3). */
const escapeParam = (text: string): string => text.replace(/["\\\]]/g, '\\$&');

/** MSGID takes 32 printable ASCII characters. */
const messageId = (action: string): string => action.replace(/[^\x21-\x7e]/g, '_').slice(0, 32) || '-';

export const syslog = destination({
  id: 'syslog',
  name: 'Syslog',
  description:
    'Writes events to a syslog server (RFC 5424) over TLS with octet counting. Best effort: syslog has no acknowledgement.',
  docs: 'https://www.rfc-editor.org/rfc/rfc5425',
  config,
  secrets: z.strictObject({}),
  limits: { events: 500, bytes: 1_000_000, eventBytes: 500_000, waitMs: 100 },
  formats: ['cairn', 'cef', 'leef', 'ocsf', 'ecs'],
  ordered: true,
  lookFor:
    'The server writes one message with MSGID trail.test whose text is the event in the chosen format.',
  notes: [
    'Best effort: syslog has no acknowledgement. What the server had not read when its connection broke is sent again where Cairn notices, so there may be repeats; a server that crashes may lose what it had taken.',
    'Servers cut long messages: rsyslog at 8 KB unless maxMessageSize is raised. An event may be 256 KiB.',
    'The structured data holds id, seq and organization, so that repeats can be dropped and gaps seen without parsing the text.',
  ],
  testedWith: 'rsyslog',
  gzip: false,
  framing: { open: '', between: '', close: '' },

  item({ text, event }, { facility, hostname, app_name, sd_id }) {
    const message =
      `<${facility * 8 + severities[event.level]}>1 ${event.occurred_at} ${hostname} ${app_name} - ` +
      `${messageId(event.action)} [${sd_id} id="${escapeParam(event.id)}" seq="${event.seq}" ` +
      `organization="${event.organization_id}"] ${text}`;
    // Octet counting (RFC 6587, section 3.4.1; required by RFC 5425): the length in bytes, not in characters.
    return `${Buffer.byteLength(message)} ${message}`;
  },

  request: (body, { host, port, transport, ca_pem, verify }) => ({
    method: 'POST',
    url: `${transport}://${host.includes(':') ? `[${host}]` : host}:${port}`,
    headers: {},
    body,
    tls: { verify, ...(ca_pem === undefined ? {} : { ca: ca_pem }) },
  }),

  // There is no answer to read: what was written counts as delivered.
  outcome: () => ({ kind: 'delivered' }),
});
