/** What the Elastic Common Schema says of the fields that Cairn writes (field reference, version 8). */

type Fields = Readonly<Record<string, unknown>>;

/** `event.category` and the `event.type` that each allows ("Categorization fields"). */
const types: Readonly<Record<string, readonly string[]>> = {
  authentication: ['start', 'end', 'info'],
  configuration: ['access', 'change', 'creation', 'deletion', 'info'],
  iam: ['admin', 'change', 'creation', 'deletion', 'group', 'info', 'user'],
};

/** Fields of the schema by field set; `cairn` is ours. */
const known: Readonly<Record<string, readonly string[]>> = {
  ecs: ['version'],
  event: [
    ...['kind', 'id', 'action', 'category', 'type', 'outcome', 'created', 'sequence', 'severity', 'dataset'],
    ...['module', 'provider', 'reason'],
  ],
  log: ['level'],
  organization: ['id'],
  service: ['name'],
  error: ['code'],
  user: ['id', 'name'],
  source: ['ip'],
  user_agent: ['original'],
  http: ['request'],
  related: ['user', 'ip'],
};

export function ecsFaults(document: Fields): string[] {
  const faults: string[] = [];
  for (const [name, value] of Object.entries(document)) {
    if (['@timestamp', 'message', 'labels', 'cairn'].includes(name)) continue;
    const names = known[name];
    if (names === undefined) faults.push(`${name} is no field set`);
    else
      faults.push(
        ...Object.keys(value as Fields)
          .filter((field) => !names.includes(field))
          .map((f) => `${name}.${f}`),
      );
  }
  const event = (document.event ?? {}) as Record<string, unknown>;
  const categories = event.category as string[];
  if (Number.isNaN(Date.parse(String(document['@timestamp'])))) faults.push('@timestamp');
  if (event.kind !== 'event') faults.push('event.kind');
  if (!['success', 'failure', 'unknown'].includes(String(event.outcome))) faults.push('event.outcome');
  if (!categories.every((one) => one in types)) faults.push('event.category');
  const allowed = categories.flatMap((one) => types[one] ?? []);
  faults.push(
    ...(event.type as string[]).filter((one) => !allowed.includes(one)).map((one) => `event.type ${one}`),
  );
  if (!Number.isSafeInteger(event.sequence) || !Number.isSafeInteger(event.severity))
    faults.push('event numbers');
  const labels = Object.entries((document.labels ?? {}) as Fields);
  faults.push(
    ...labels
      .filter(([key, value]) => /[.]|^\s*$/.test(key) || typeof value !== 'string')
      .map(([key]) => `labels.${key}`),
  );
  return faults;
}
