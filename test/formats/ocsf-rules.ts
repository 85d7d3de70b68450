/** What OCSF 1.3.0 asks of the classes that Cairn writes (https://schema.ocsf.io/1.3.0), as far as it can be checked. */

type Fields = Readonly<Record<string, unknown>>;

const base = [
  ...['activity_id', 'activity_name', 'category_uid', 'category_name', 'class_uid', 'class_name', 'type_uid'],
  ...['type_name', 'time', 'severity_id', 'severity', 'status_id', 'status', 'status_code', 'status_detail'],
  ...['message', 'metadata', 'unmapped', 'actor', 'src_endpoint', 'http_request'],
];

interface ClassRule {
  readonly name: string;
  readonly category: readonly [number, string];
  readonly activities: Readonly<Record<number, string>>;
  readonly required: readonly string[];
  readonly own: readonly string[];
}

const iam = [3, 'Identity & Access Management'] as const;
const crud = { 1: 'Create', 2: 'Read', 3: 'Update', 4: 'Delete' };

const classes: Readonly<Record<number, ClassRule>> = {
  3001: {
    name: 'Account Change',
    category: iam,
    activities: {
      ...{ 1: 'Create', 2: 'Enable', 3: 'Password Change', 4: 'Password Reset', 5: 'Disable', 6: 'Delete' },
      ...{
        7: 'Attach Policy',
        8: 'Detach Policy',
        9: 'Lock',
        10: 'MFA Factor Enable',
        11: 'MFA Factor Disable',
      },
    },
    required: ['user'],
    own: ['user'],
  },
  3002: {
    name: 'Authentication',
    category: iam,
    activities: { 1: 'Logon', 2: 'Logoff' },
    required: ['user', 'service'],
    own: ['user', 'service', 'is_remote'],
  },
  3004: { name: 'Entity Management', category: iam, activities: crud, required: ['entity'], own: ['entity'] },
  3005: {
    name: 'User Access Management',
    category: iam,
    activities: { 1: 'Assign Privileges', 2: 'Revoke Privileges', 3: 'Assign Role', 4: 'Remove Role' },
    required: ['user'],
    own: ['user', 'resources'],
  },
  6003: {
    name: 'API Activity',
    category: [6, 'Application Activity'],
    activities: crud,
    required: ['actor', 'api', 'src_endpoint'],
    own: ['api', 'resources'],
  },
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTime = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;

function userFaults(user: unknown, path: string): string[] {
  const { uid, name, type_id: typeId } = (user ?? {}) as Fields;
  return [
    ...(isText(uid) || isText(name) ? [] : [`${path}: needs uid or name`]),
    ...(typeId === undefined || [0, 1, 2, 3, 4, 99].includes(typeId as number) ? [] : [`${path}.type_id`]),
  ];
}

function metadataFaults(metadata: Fields): string[] {
  const {
    version,
    product,
    uid,
    original_time: originalTime,
    logged_time: loggedTime,
    sequence,
    labels,
  } = metadata;
  const faults: string[] = [];
  if (version !== '1.3.0') faults.push('metadata.version');
  if (!isText((product as Fields | undefined)?.name) && !isText((product as Fields | undefined)?.uid))
    faults.push('product');
  if (!isText((product as Fields).vendor_name)) faults.push('product.vendor_name');
  if (!isText(uid) || !isText(originalTime)) faults.push('metadata.uid, original_time');
  if (!isTime(loggedTime) || !Number.isInteger(sequence)) faults.push('metadata.logged_time, sequence');
  if (labels !== undefined && !(labels as unknown[]).every((label) => typeof label === 'string'))
    faults.push('labels');
  return faults;
}

/** Everything about an event that breaks a rule of its class; empty when it holds all of them. */
export function ocsfFaults(event: Fields): string[] {
  const rule = classes[event.class_uid as number];
  if (rule === undefined) return [`class_uid ${String(event.class_uid)}`];
  const activity = event.activity_id as number;
  const faults: string[] = [];
  const known = new Set([...base, ...rule.own]);
  faults.push(
    ...Object.keys(event)
      .filter((name) => !known.has(name))
      .map((name) => `${name} is unknown`),
  );
  faults.push(
    ...rule.required.filter((name) => event[name] === undefined).map((name) => `${name} is missing`),
  );
  if (event.class_name !== rule.name) faults.push('class_name');
  if (event.category_uid !== rule.category[0] || event.category_name !== rule.category[1])
    faults.push('category');
  if (activity !== 99 && event.activity_name !== rule.activities[activity])
    faults.push(`activity ${activity}`);
  if (activity === 99 && !isText(event.activity_name)) faults.push('activity_name of Other');
  if (event.type_uid !== (event.class_uid as number) * 100 + activity) faults.push('type_uid');
  if (!isTime(event.time)) faults.push('time');
  if (![1, 2, 3, 4, 5, 6].includes(event.severity_id as number)) faults.push('severity_id');
  if (![1, 2].includes(event.status_id as number)) faults.push('status_id');
  const {
    actor = {},
    src_endpoint: source = {},
    api,
    entity,
    user,
  } = event as Record<string, Fields | undefined>;
  if (!['process', 'user', 'session', 'app_name', 'app_uid'].some((name) => name in actor))
    faults.push('actor');
  if (actor.user !== undefined) faults.push(...userFaults(actor.user, 'actor.user'));
  if (user !== undefined) faults.push(...userFaults(user, 'user'));
  if (!isText(source.ip) && !isText(source.name)) faults.push('src_endpoint');
  if (api !== undefined && !isText(api.operation)) faults.push('api.operation');
  if (entity !== undefined && !isText(entity.uid) && !isText(entity.name)) faults.push('entity');
  return [...faults, ...metadataFaults((event.metadata ?? {}) as Fields)];
}
