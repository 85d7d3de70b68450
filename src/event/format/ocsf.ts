import { actionLabels } from '../action.ts';
import type { Actor, Event, JsonObject, Level, Resource } from '../event.ts';
import { type Activity, activityOf, type Verb } from './activity.ts';
import { product, type Writer } from './format.ts';

/** The version of OCSF that the classes below are those of. */
const ocsfVersion = '1.3.0';

/** A class of https://schema.ocsf.io/1.3.0/classes: its activities, by our words. 99 is "Other", 0 "Unknown". */
interface Class {
  readonly uid: number;
  readonly name: string;
  readonly activities: Readonly<Partial<Record<Verb, readonly [number, string]>>>;
}

const crud = {
  create: [1, 'Create'],
  read: [2, 'Read'],
  update: [3, 'Update'],
  delete: [4, 'Delete'],
} as const;

const classes: Readonly<Record<Activity['kind'], Class>> = {
  authentication: {
    uid: 3002,
    name: 'Authentication',
    activities: { logon: [1, 'Logon'], logoff: [2, 'Logoff'] },
  },
  account: {
    uid: 3001,
    name: 'Account Change',
    activities: {
      ...{ create: [1, 'Create'], enable: [2, 'Enable'], disable: [5, 'Disable'], delete: [6, 'Delete'] },
      ...{
        change_password: [3, 'Password Change'],
        reset_password: [4, 'Password Reset'],
        lock: [9, 'Lock'],
      },
      ...{ enable_mfa: [10, 'MFA Factor Enable'], disable_mfa: [11, 'MFA Factor Disable'] },
    },
  },
  access: {
    uid: 3005,
    name: 'User Access Management',
    activities: {
      ...{ assign_privileges: [1, 'Assign Privileges'], revoke_privileges: [2, 'Revoke Privileges'] },
      ...{ assign_role: [3, 'Assign Role'], remove_role: [4, 'Remove Role'] },
    },
  },
  entity: { uid: 3004, name: 'Entity Management', activities: crud },
  api: { uid: 6003, name: 'API Activity', activities: crud },
};

const categories: Readonly<Record<number, string>> = {
  3: 'Identity & Access Management',
  6: 'Application Activity',
};

const severities: Readonly<Record<Level, readonly [number, string]>> = {
  information: [1, 'Informational'],
  notice: [2, 'Low'],
  warning: [3, 'Medium'],
  error: [4, 'High'],
};

const userTypes: Readonly<Record<string, readonly [number, string]>> = {
  user: [1, 'User'],
  system: [3, 'System'],
  api_token: [4, 'Service'],
  oauth_client: [4, 'Service'],
};

function user({ type = '', id, name }: Partial<Actor> & { readonly id: string }): JsonObject {
  const [typeId, typeName] = (Object.hasOwn(userTypes, type) ? userTypes[type] : undefined) ?? [
    99,
    type || 'Other',
  ];
  return { uid: id, ...(name ? { name } : {}), type_id: typeId, type: typeName };
}

const unknown = 'unknown';

/** Somebody or something acted: the service stands in where the sender names nobody. */
function actorOf({ actor, service, context }: Event): JsonObject {
  return {
    ...(actor === undefined ? { app_name: service ?? unknown } : { user: user(actor) }),
    ...(context?.session_id === undefined ? {} : { session: { uid: context.session_id } }),
  };
}

/** The person that was acted upon: the first resource that is one, else the first, else whoever acted. */
function target({ resources = [], actor }: Event): JsonObject {
  const found = resources.find(({ type }) => /^(user|member|account)$/i.test(type ?? '')) ?? resources[0];
  if (found) return user({ ...found, type: 'user' });
  return actor === undefined ? { name: unknown } : user(actor);
}

const resource = ({ id, name, type, details }: Resource): JsonObject => ({
  uid: id,
  ...(name ? { name } : {}),
  ...(type ? { type } : {}),
  ...(details === undefined ? {} : { data: details }),
});

/** An endpoint needs an address or a name. */
const sourceOf = ({ context, service }: Event): JsonObject =>
  context?.source_ip === undefined ? { name: service ?? unknown } : { ip: context.source_ip };

/** What a class requires or recommends beyond what all have. */
function particulars(kind: Activity['kind'], event: Event): JsonObject {
  const resources = event.resources?.map(resource);
  if (kind === 'api') {
    const request = event.context?.request_id;
    return {
      api: {
        operation: event.action,
        ...(event.service === undefined ? {} : { service: { name: event.service } }),
        ...(request === undefined ? {} : { request: { uid: request } }),
      },
      ...(resources === undefined ? {} : { resources }),
    };
  }
  if (kind === 'entity') return { entity: resources?.[0] ?? { uid: event.action } };
  if (kind === 'authentication') {
    const subject = event.actor === undefined ? target(event) : user(event.actor);
    return { user: subject, service: { name: event.service ?? unknown }, is_remote: true };
  }
  return { user: target(event), ...(kind === 'access' && resources ? { resources } : {}) };
}

/** What OCSF has no attribute for. */
function unmapped(event: Event, kind: Activity['kind']): JsonObject {
  const { complement, details, module, customer_id, integration_id, context, resources, actor } = event;
  const holdsAll = kind === 'api' || kind === 'access';
  return {
    ...(module === undefined ? {} : { module }),
    ...(complement === undefined ? {} : { complement }),
    ...(details === undefined ? {} : { details }),
    ...(customer_id === undefined ? {} : { customer_id }),
    ...(integration_id === undefined ? {} : { integration_id }),
    ...(context?.location === undefined ? {} : { location: context.location }),
    ...(context?.request_id === undefined || kind === 'api' ? {} : { request_id: context.request_id }),
    ...(actor?.details === undefined ? {} : { actor_details: actor.details }),
    ...(resources === undefined || holdsAll ? {} : { resources: resources.map(resource) }),
  };
}

function metadata(event: Event): JsonObject {
  return {
    version: ocsfVersion,
    product: { name: product.name, vendor_name: product.vendor },
    uid: event.id,
    event_code: event.action,
    original_time: event.occurred_at,
    logged_time: Date.parse(event.received_at),
    sequence: event.seq,
    tenant_uid: event.organization_id,
    ...(event.tags === undefined
      ? {}
      : { labels: Object.entries(event.tags).map(([key, value]) => `${key}:${value}`) }),
  };
}

/**
 * Open Cybersecurity Schema Framework (https://schema.ocsf.io). Signing in and out is Authentication; changes of
 * accounts and rights are Account Change and User Access Management; Cairn's own administration is Entity
 * Management; everything else is API Activity.
 */
export const ocsf: Writer = (event) => {
  const { kind, verb } = activityOf(event);
  const { uid, name, activities } = classes[kind];
  const [activityId, activityName] = activities[verb] ?? [99, event.action];
  const [severityId, severity] = severities[event.level];
  const isSuccess = event.result === 'success';
  const category = Math.floor(uid / 1000);
  const rest = unmapped(event, kind);
  return JSON.stringify({
    activity_id: activityId,
    activity_name: activityName,
    category_uid: category,
    category_name: categories[category],
    class_uid: uid,
    class_name: name,
    type_uid: uid * 100 + activityId,
    type_name: `${name}: ${activityId === 99 ? 'Other' : activityName}`,
    time: Date.parse(event.occurred_at),
    severity_id: severityId,
    severity,
    status_id: isSuccess ? 1 : 2,
    status: isSuccess ? 'Success' : 'Failure',
    ...(event.error_code === undefined ? {} : { status_code: event.error_code }),
    ...(event.result === 'validation_error' ? { status_detail: event.result } : {}),
    message: actionLabels(event.action)[0] ?? event.action,
    metadata: metadata(event),
    actor: actorOf(event),
    src_endpoint: sourceOf(event),
    ...(event.context?.user_agent === undefined
      ? {}
      : { http_request: { user_agent: event.context.user_agent } }),
    ...particulars(kind, event),
    ...(Object.keys(rest).length === 0 ? {} : { unmapped: rest }),
  });
};
