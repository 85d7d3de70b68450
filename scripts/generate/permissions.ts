import {
  customerPermissions,
  permissions,
  roleGrants,
  rolePermissions,
  roles,
  scopePermissions,
  scopes,
} from '../../src/access/permissions.ts';

const cell = (has: boolean, granted: boolean): string => (has ? 'yes' : granted ? 'if granted' : '');

/** `docs/permissions.md`: the tables of `src/access/permissions.ts`. */
export function permissionsPage(): string {
  const rows = permissions.map((permission) => {
    const cells = roles.map((role) =>
      cell(rolePermissions[role].includes(permission), roleGrants[role].includes(permission)),
    );
    const limited = customerPermissions.has(permission) ? 'of the customer' : '';
    return `| \`${permission}\` | ${[...cells, limited].join(' | ')} |`;
  });
  const opened = scopes.map(
    (scope) => `| \`${scope}\` | ${scopePermissions[scope].map((name) => `\`${name}\``).join(', ')} |`,
  );
  return `# Permissions

Every operation names the permission that it needs; \`/docs\` shows it. What somebody may not see answers 404, what he may
see but not do answers 403 with the permission that is missing.

| permission | ${roles.join(' | ')} | limited to customers |
|---|${roles.map(() => '---|').join('')}---|
${rows.join('\n')}

A right on integrations may be granted for all of them, for those of one connector, or for one. A membership may be limited
to some customers: then only the last column is left of it, and of the log only the events that name one of them in
\`customer_id\`. An owner cannot be limited. An organization keeps at least one owner.

## Scopes

A token of a program acts within its scopes and never beyond the present rights of the person behind it.

| scope | opens |
|---|---|
${opened.join('\n')}
`;
}
