import { z } from 'zod';
import type { Fault } from '../kernel/errors.ts';
import { field, secret } from '../kernel/form.ts';
import { destination } from './destination.ts';
import { sharedAccessSignature } from './signing/azure.ts';
import {
  azureClouds,
  clientField,
  clientSecret,
  cloudField,
  entraTokenRequest,
  tenantField,
} from './signing/entra.ts';
import { readToken } from './signing/oauth-token.ts';

const config = z.strictObject({
  namespace: field(
    z
      .string()
      .trim()
      .regex(
        /^[A-Za-z][A-Za-z0-9-]{4,48}[A-Za-z0-9]$/,
        'A namespace has 6 to 50 letters, digits and dashes.',
      ),
    {
      title: 'Namespace',
      description: 'Its name, the first part of its host name.',
      examples: ['acme-audit'],
    },
  ),
  event_hub: field(
    z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/,
        'An event hub has letters, digits, ".", "-" and "_".',
      ),
    { title: 'Event hub', description: 'Its name.', examples: ['audit-events'] },
  ),
  policy_name: field(z.string().trim().min(1).max(256).optional(), {
    title: 'Access policy',
    description: 'Name of a shared access policy of the event hub with the claim Send.',
    examples: ['cairn-send'],
  }),
  tenant_id: tenantField.optional(),
  client_id: clientField.optional(),
  partition_key: field(z.enum(['none', 'organization']).default('none'), {
    title: 'Partition key',
    description: 'organization sends everything to one partition, where it keeps its order. none spreads it.',
  }),
  tier: field(z.enum(['basic', 'standard']).default('standard'), {
    title: 'Tier',
    description: 'basic takes 256 kB a request, standard and above 1 MB.',
    advanced: true,
  }),
  cloud: cloudField,
});

const secrets = z.strictObject({
  policy_key: secret('Key of the access policy', 'Primary or secondary key of the policy.').optional(),
  client_secret: clientSecret.optional(),
});

type Config = z.output<typeof config>;

function faults({ policy_name, tenant_id, client_id }: Config, given: z.output<typeof secrets>): Fault[] {
  const { policy_key, client_secret } = given;
  if ((policy_key === undefined) === (client_secret === undefined)) {
    const message = 'Give exactly one of the key of an access policy and a client secret.';
    return [{ path: 'secrets.policy_key', message }];
  }
  const needed = policy_key === undefined ? { tenant_id, client_id } : { policy_name };
  return Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([name]) => ({ path: `config.${name}`, message: 'is needed for this way of signing in' }));
}

/** A signature is made for each request, so it need not hold for long; clocks may differ by minutes. */
const signatureMs = 900_000;

export const azure_event_hubs = destination({
  id: 'azure_event_hubs',
  name: 'Azure Event Hubs',
  description:
    'Sends each event as a message to an event hub over HTTPS, with id, action and level as properties.',
  docs: 'https://learn.microsoft.com/rest/api/eventhub/send-batch-events',
  config,
  secrets,
  // 1 MB a request from the tier Standard on, 256 kB in Basic (https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas).
  limits: { events: 1000, bytes: 1_000_000, eventBytes: 1_000_000, waitMs: 100 },
  limitsOf: ({ tier }) => (tier === 'basic' ? { bytes: 250_000 } : {}),
  formats: ['cairn'],
  ordered: true,
  lookFor: 'A consumer of the event hub reads one message with the property action=trail.test.',
  notes: [
    'A policy needs the claim Send and nothing else; a client secret needs the role Azure Event Hubs Data Sender.',
    'A request is taken as a whole or not at all. Event Hubs does not drop repeats: count by the property id.',
    'Without a partition key events are spread over the partitions, and only the property seq tells their order.',
  ],
  gzip: false,
  framing: { open: '[', between: ',', close: ']' },

  item({ seq, text, event }, { partition_key }) {
    return JSON.stringify({
      Body: text,
      UserProperties: { id: event.id, seq, action: event.action, level: event.level },
      ...(partition_key === 'none' ? {} : { BrokerProperties: { PartitionKey: event.organization_id } }),
    });
  },

  request(body, { namespace, event_hub, policy_name, cloud }, { policy_key }, { now }) {
    const hub = `https://${namespace.toLowerCase()}.${azureClouds[cloud].bus}/${event_hub}`;
    const rule = { name: policy_name ?? '', key: policy_key ?? '' };
    const until = new Date(now.getTime() + signatureMs);
    return {
      method: 'POST',
      url: `${hub}/messages?timeout=25&api-version=2014-01`,
      headers: {
        'content-type': 'application/vnd.microsoft.servicebus.json',
        ...(policy_key === undefined ? {} : { authorization: sharedAccessSignature(hub, rule, until) }),
      },
      body,
    };
  },

  token: {
    ask: ({ tenant_id, client_id, cloud }, { client_secret }) =>
      tenant_id === undefined || client_id === undefined || client_secret === undefined
        ? undefined
        : entraTokenRequest(
            { tenant_id, client_id, client_secret, cloud },
            'https://eventhubs.azure.net/.default',
          ),
    read: readToken,
  },

  faults,
});
