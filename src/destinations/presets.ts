import type { Preset } from './preset.ts';

const overOtlp: readonly Preset[] = [
  {
    id: 'axiom',
    name: 'Axiom',
    destination: 'otlp',
    description: 'Sends events to a dataset of Axiom.',
    docs: 'https://axiom.co/docs/send-data/opentelemetry',
    config: { url: 'https://api.axiom.co/v1/logs' },
    secrets: {
      authorization: 'Bearer and an API token that may ingest into the dataset.',
      headers: 'X-Axiom-Dataset: and the name of the dataset.',
    },
  },
  {
    id: 'better_stack',
    name: 'Better Stack',
    destination: 'otlp',
    description: 'Sends events to a source of Better Stack.',
    docs: 'https://betterstack.com/docs/logs/open-telemetry/',
    config: { url: 'https://in-otel.logs.betterstack.com/v1/logs' },
    secrets: { authorization: 'Bearer and the token of an OpenTelemetry source.' },
  },
  {
    id: 'coralogix',
    name: 'Coralogix',
    destination: 'otlp',
    description: 'Sends events to Coralogix.',
    docs: 'https://coralogix.com/docs/opentelemetry-custom-logs',
    config: { url: 'https://ingress.eu1.coralogix.com/v1/logs' },
    secrets: {
      authorization: 'Bearer and a Send-Your-Data API key.',
      headers: 'CX-Application-Name: cairn and, on a second line, CX-Subsystem-Name: audit.',
    },
  },
  {
    id: 'grafana_cloud',
    name: 'Grafana Cloud (OTLP)',
    destination: 'otlp',
    description: 'Sends events to the OpenTelemetry gateway of Grafana Cloud.',
    docs: 'https://grafana.com/docs/grafana-cloud/send-data/otlp/send-data-otlp/',
    config: { url: 'https://otlp-gateway-prod-eu-west-0.grafana.net/otlp/v1/logs' },
    secrets: { authorization: 'Basic and the base64 of the instance id, a colon and the token.' },
  },
  {
    id: 'honeycomb',
    name: 'Honeycomb',
    destination: 'otlp',
    description: 'Sends events to a dataset of Honeycomb. In the EU the host is api.eu1.honeycomb.io.',
    docs: 'https://docs.honeycomb.io/send-data/opentelemetry/',
    config: { url: 'https://api.honeycomb.io/v1/logs', service_name: 'cairn' },
    secrets: { headers: 'X-Honeycomb-Team: and an ingest key. The dataset is named after the service.' },
  },
  {
    id: 'openobserve',
    name: 'OpenObserve',
    destination: 'otlp',
    description: 'Sends events to a stream of OpenObserve, its cloud or your own.',
    docs: 'https://openobserve.ai/docs/ingestion/logs/otlp/',
    config: { url: 'https://api.openobserve.ai/api/default/v1/logs' },
    secrets: {
      authorization: 'Basic and the base64 of the e-mail address, a colon and the password.',
      headers: 'stream-name: and the name of the stream.',
    },
  },
  {
    id: 'signoz',
    name: 'SigNoz',
    destination: 'otlp',
    description: 'Sends events to SigNoz Cloud.',
    docs: 'https://signoz.io/docs/ingestion/signoz-cloud/overview/',
    config: { url: 'https://ingest.eu.signoz.cloud/v1/logs' },
    secrets: { headers: 'signoz-ingestion-key: and the ingestion key.' },
  },
];

const overWebhook: readonly Preset[] = [
  {
    id: 'cortex_xsiam',
    name: 'Cortex XSIAM',
    destination: 'webhook',
    description: 'Posts events to an HTTP log collector of Cortex XSIAM, one a line.',
    docs: 'https://docs-cortex.paloaltonetworks.com/r/Cortex-XSIAM/Cortex-XSIAM-Administrator-Guide/Set-up-an-HTTP-log-collector-to-receive-logs',
    config: { url: 'https://api-example.xdr.eu.paloaltonetworks.com/logs/v1/event', body: 'lines' },
    secrets: { authorization: 'The key of the collector, without a word before it.' },
  },
  {
    id: 'cribl',
    name: 'Cribl Stream',
    destination: 'webhook',
    description: 'Posts events to an HTTP source of Cribl, one a line.',
    docs: 'https://docs.cribl.io/stream/sources-http/',
    config: { url: 'https://default.main.example.cribl.cloud:10080/cribl/_bulk', body: 'lines' },
    secrets: { authorization: 'An auth token of the source.' },
  },
  {
    id: 'elastic_agent',
    name: 'Elastic Agent',
    destination: 'webhook',
    description: 'Posts events to the integration Custom HTTP Endpoint Logs of an Elastic Agent.',
    docs: 'https://www.elastic.co/docs/reference/integrations/http_endpoint',
    config: { url: 'https://agent.example.com:8080/', body: 'array' },
    secrets: { headers: 'The secret header of the integration and its value.' },
    format: 'ecs',
  },
  {
    id: 'hookdeck',
    name: 'Hookdeck',
    destination: 'webhook',
    description: 'Posts events to a source of Hookdeck, which hands them on.',
    docs: 'https://hookdeck.com/docs/sources',
    config: { url: 'https://hkdk.events/example' },
    secrets: {},
  },
  {
    id: 'mezmo',
    name: 'Mezmo',
    destination: 'webhook',
    description: 'Posts events to an HTTP source of a Mezmo pipeline, one a line.',
    docs: 'https://docs.mezmo.com/telemetry-pipelines/http-source',
    config: { url: 'https://pipeline.mezmo.com/v1/example', body: 'lines' },
    secrets: { authorization: 'An access key of the source.' },
  },
  {
    id: 'panther',
    name: 'Panther',
    destination: 'webhook',
    description: 'Posts events to an HTTP log source of Panther, one a line.',
    docs: 'https://docs.panther.com/data-onboarding/data-transports/http',
    config: { url: 'https://logs.example.runpanther.net/http/example', body: 'lines' },
    secrets: {
      headers: 'The header and the value of the source, where it authenticates by shared secret.',
      authorization: 'Bearer and the token, where it authenticates by bearer.',
    },
  },
];

const others: readonly Preset[] = [
  {
    id: 'arcsight',
    name: 'ArcSight',
    destination: 'syslog',
    description: 'Writes events in CEF to a syslog connector of ArcSight, or of what reads CEF.',
    docs: 'https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors/',
    config: { host: 'connector.example.com' },
    secrets: {},
    format: 'cef',
  },
  {
    id: 'opensearch',
    name: 'OpenSearch',
    destination: 'elasticsearch',
    description: 'Indexes events in OpenSearch with a user and a password.',
    docs: 'https://docs.opensearch.org/latest/api-reference/document-apis/bulk/',
    config: { url: 'https://opensearch.example.com:9200', index: 'cairn-audit', username: 'cairn' },
    secrets: { password: 'Of a user that may create documents in the index.' },
  },
  {
    id: 'qradar',
    name: 'IBM QRadar',
    destination: 'syslog',
    description: 'Writes events in LEEF to a TLS syslog log source of QRadar.',
    docs: 'https://www.ibm.com/docs/en/dsm?topic=configuration-tls-syslog',
    config: { host: 'qradar.example.com' },
    secrets: {},
    format: 'leef',
  },
];

/** Every preset, sorted by id. */
export const presets: readonly Preset[] = [...overOtlp, ...overWebhook, ...others].sort((a, b) =>
  a.id < b.id ? -1 : 1,
);
