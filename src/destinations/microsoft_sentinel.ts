import { z } from 'zod';
import { field } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { clientField, clientSecret, cloudField, entraTokenRequest, tenantField } from './signing/entra.ts';
import { readToken } from './signing/oauth-token.ts';

/** Whom a token is for, in each cloud. */
const audiences = {
  public: 'https://monitor.azure.com/.default',
  government: 'https://monitor.azure.us/.default',
  china: 'https://monitor.azure.cn/.default',
} as const;

const config = z.strictObject({
  tenant_id: tenantField,
  client_id: clientField,
  endpoint: field(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(
        /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*\.ingest\.monitor\.azure\.(com|us|cn)\/?$/,
        'The logs ingestion endpoint: https://….ingest.monitor.azure.com.',
      ),
    {
      title: 'Logs ingestion endpoint',
      description: 'Of a data collection endpoint, or of the data collection rule itself.',
      examples: ['https://acme-1a2b.westeurope-1.ingest.monitor.azure.com'],
    },
  ),
  dcr_immutable_id: field(
    z
      .string()
      .trim()
      .regex(/^dcr-[0-9a-f]{32}$/, 'The immutable id is dcr- and 32 hexadecimal digits.'),
    {
      title: 'Immutable id of the data collection rule',
      description: 'From the JSON view of the rule: "immutableId".',
      examples: ['dcr-00000000000000000000000000000000'],
    },
  ),
  stream: field(
    z
      .string()
      .trim()
      .regex(/^Custom-[A-Za-z0-9_]{1,100}$/, 'A stream is Custom- and a name.'),
    {
      title: 'Stream',
      description: 'Of the rule: "streamDeclarations".',
      examples: ['Custom-CairnAudit_CL'],
    },
  ),
  cloud: cloudField,
});

export const microsoft_sentinel = destination({
  id: 'microsoft_sentinel',
  name: 'Microsoft Sentinel',
  description:
    'Writes events into a custom table of a Log Analytics workspace through the Logs Ingestion API, for Microsoft Sentinel and Azure Monitor.',
  docs: 'https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview',
  config,
  secrets: z.strictObject({ client_secret: clientSecret }),
  // 1 MB a call before or after compression (https://learn.microsoft.com/azure/azure-monitor/service-limits).
  limits: { events: 5000, bytes: 1_000_000, eventBytes: 900_000, waitMs: 500 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'After a few minutes the table holds one row with Action == "trail.test".',
  notes: [
    'The application needs the role Monitoring Metrics Publisher on the data collection rule; a new role takes up to half an hour to count.',
    'Make the table and the stream with the columns TimeGenerated (datetime), EventId, Seq (long), Action, Level, Result, Service, Module, ActorType, ActorId, ActorName, SourceIp, OrganizationId, and Event (dynamic). What a stream does not declare is dropped without an error.',
    'TimeGenerated older than two days is set to the time of arrival by Azure; the true time stays in Event.occurred_at.',
    'A field is cut at 64 KB by Azure, without an error: of a longer event, Event is not whole.',
    'Azure does not drop repeats: count by EventId.',
  ],
  gzip: true,
  framing: { open: '[', between: ',', close: ']' },

  item({ seq, text, event }) {
    const { actor, context } = event;
    const columns = {
      TimeGenerated: event.occurred_at,
      EventId: event.id,
      Seq: seq,
      Action: event.action,
      Level: event.level,
      Result: event.result,
      Service: event.service,
      Module: event.module,
      ActorType: actor?.type,
      ActorId: actor?.id,
      ActorName: actor?.name,
      SourceIp: context?.source_ip,
      OrganizationId: event.organization_id,
    };
    return `${JSON.stringify(columns).slice(0, -1)},"Event":${text}}`;
  },

  request: (body, { endpoint, dcr_immutable_id, stream }) => ({
    method: 'POST',
    url: `${endpoint.replace(/\/$/, '')}/dataCollectionRules/${dcr_immutable_id}/streams/${stream}?api-version=2023-01-01`,
    headers: { 'content-type': 'application/json' },
    body,
  }),

  token: {
    ask: ({ tenant_id, client_id, cloud }, { client_secret }) =>
      entraTokenRequest({ tenant_id, client_id, client_secret, cloud }, audiences[cloud]),
    read: readToken,
  },
});
