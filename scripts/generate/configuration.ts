import { settings } from '../../src/config.ts';

const shown = (value: unknown): string => {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : value.join(',');
  return `\`${String(value)}\``;
};

/** docs/configuration.md: the table of settings. */
export function configurationPage(): string {
  const rows = Object.entries(settings).map(([name, schema]) => {
    const parsed = schema.safeParse(undefined);
    return `| \`${name}\` | ${parsed.success ? shown(parsed.data) : ''} | ${schema.description ?? ''} |`;
  });
  return `# Configuration

Settings are environment variables, read and checked at the start. All mistakes are listed at once, and a variable
that begins with \`CAIRN_\` but is none of these is a mistake too. Each has a form with \`_FILE\` at the end that names
a file holding the value, for secrets mounted by Docker or systemd.

| setting | default | meaning |
|---|---|---|
${rows.join('\n')}
| \`CAIRN_DESTINATION_<ID>_BASE_URL\` | | Another scheme, host and port for a destination's intake (a gateway, a private link); its paths stay. |
| \`CAIRN_DESTINATION_<ID>_AUTH_URL\` | | The same for the authorization server that gives access tokens for a destination. |
`;
}
