import { actionLabels } from '../action.ts';
import type { Event, Level } from '../event.ts';
import { activityOf } from './activity.ts';
import type { Writer } from './format.ts';

const ecsVersion = '8.17.0';

/** `event.severity` is the source's own number; higher is worse. */
const severities: Readonly<Record<Level, number>> = { information: 1, notice: 2, warning: 3, error: 4 };

/** ECS's words for a kind of activity: `event.category` with the `event.type` that each of them allows. */
function categorize(event: Event): { category: string; type: readonly string[] } {
  const { kind, verb } = activityOf(event);
  const change = { create: 'creation', update: 'change', delete: 'deletion' }[verb as string];
  if (kind === 'authentication') {
    return { category: 'authentication', type: [verb === 'logoff' ? 'end' : 'start'] };
  }
  if (kind === 'account' || kind === 'access') return { category: 'iam', type: ['user', change ?? 'change'] };
  if (kind === 'entity') return { category: 'configuration', type: [change ?? 'change'] };
  return { category: 'configuration', type: [change ?? (verb === 'read' ? 'access' : 'info')] };
}

/** Dots in a label's name would make an object of it. */
const labels = (tags: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [key.replaceAll('.', '_').trim() || '_', value]),
  );

/** What ECS has no field for stands under `cairn`, by its own name. */
function own({ actor, resources, complement, details, customer_id, integration_id, context }: Event) {
  return {
    ...(actor === undefined ? {} : { actor }),
    ...(resources === undefined ? {} : { resources }),
    ...(complement === undefined ? {} : { complement }),
    ...(details === undefined ? {} : { details }),
    ...(customer_id === undefined ? {} : { customer_id }),
    ...(integration_id === undefined ? {} : { integration_id }),
    ...(context?.session_id === undefined ? {} : { session_id: context.session_id }),
    ...(context?.location === undefined ? {} : { location: context.location }),
  };
}

/** Elastic Common Schema (https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html). */
export const ecs: Writer = (event) => {
  const { actor, context } = event;
  const { category, type } = categorize(event);
  const ip = context?.source_ip;
  const names = [actor?.id, actor?.name].filter((name) => name !== undefined && name !== '');
  return JSON.stringify({
    '@timestamp': event.occurred_at,
    ecs: { version: ecsVersion },
    message: actionLabels(event.action)[0] ?? event.action,
    event: {
      kind: 'event',
      id: event.id,
      action: event.action,
      category: [category],
      type,
      outcome: event.result === 'success' ? 'success' : 'failure',
      created: event.received_at,
      sequence: event.seq,
      severity: severities[event.level],
      dataset: 'cairn.audit',
      module: 'cairn',
      ...(event.module === undefined ? {} : { provider: event.module }),
      ...(event.result === 'validation_error' ? { reason: event.result } : {}),
    },
    log: { level: event.level },
    organization: { id: event.organization_id },
    ...(event.service === undefined ? {} : { service: { name: event.service } }),
    ...(event.error_code === undefined ? {} : { error: { code: event.error_code } }),
    ...(actor === undefined ? {} : { user: { id: actor.id, ...(actor.name ? { name: actor.name } : {}) } }),
    ...(ip === undefined ? {} : { source: { ip } }),
    ...(context?.user_agent === undefined ? {} : { user_agent: { original: context.user_agent } }),
    ...(context?.request_id === undefined ? {} : { http: { request: { id: context.request_id } } }),
    ...(names.length === 0 && ip === undefined
      ? {}
      : {
          related: {
            ...(names.length > 0 ? { user: names } : {}),
            ...(ip === undefined ? {} : { ip: [ip] }),
          },
        }),
    ...(event.tags === undefined ? {} : { labels: labels(event.tags) }),
    cairn: own(event),
  });
};
