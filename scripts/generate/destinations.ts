import type { Destination } from '../../src/destinations/destination.ts';
import { destinations, findDestination } from '../../src/destinations/index.ts';
import { presets } from '../../src/destinations/presets.ts';
import { toJsonSchema } from '../../src/kernel/form.ts';

interface Field {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

interface Form {
  readonly properties?: Readonly<Record<string, Field>>;
  readonly required?: readonly string[];
}

const rows = (form: Form, secret: boolean): string[] =>
  Object.entries(form.properties ?? {}).map(
    ([name, { title = '', description = '', default: otherwise, enum: values }]) => {
      const marks = [
        form.required?.includes(name) === true && otherwise === undefined ? 'required' : '',
        secret ? 'secret' : '',
      ].filter(Boolean);
      const allowed =
        values === undefined ? '' : ` One of ${values.map((value) => `\`${String(value)}\``).join(', ')}.`;
      const initial = otherwise === undefined ? '' : ` Default \`${JSON.stringify(otherwise)}\`.`;
      return `| \`${name}\` | ${marks.join(', ')} | **${title}.** ${description}${allowed}${initial} |`.replaceAll(
        '\n',
        ' ',
      );
    },
  );

const tested = ({ testedWith }: Destination): string =>
  testedWith === undefined
    ? 'Tested against a fake that holds the documented rules: the receiver cannot be run here.'
    : `Tested against the real ${testedWith}.`;

const size = (bytes: number): string =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1000} kB`;

/** docs/destinations/<id>.md, one page a destination. */
export function destinationPages(): [string, string][] {
  return destinations.map((destination): [string, string] => {
    const { id, name, description, docs, limits, ordered, lookFor, formats, notes, setup } = destination;
    const fields = [
      ...rows(toJsonSchema(destination.config) as Form, false),
      ...rows(toJsonSchema(destination.secrets) as Form, true),
    ];
    return [
      `docs/destinations/${id}.md`,
      `# ${name}

${description}

The receiver's own documentation: <${docs}>

| field | | meaning |
|---|---|---|
${fields.join('\n')}

A request carries at most ${limits.events.toLocaleString('en')} events and ${size(limits.bytes)}; one event at most ${size(limits.eventBytes)}.
${limits.paceMs === undefined ? '' : `Requests are at least ${limits.paceMs / 1000} s apart.\n`}${ordered ? 'Events arrive in the order of their numbers: one request is under way at a time.' : 'Order means nothing to this receiver: several requests may be under way.'}
Formats: ${formats.map((format) => `\`${format}\``).join(', ')}${formats.length > 1 ? '; the first is the default' : ''}.

After a test: ${lookFor}

${notes.map((note) => `- ${note}`).join('\n')}

${tested(destination)}
${setup === undefined ? '' : `\n## Before the first event\n\n${setup.text}\n\n\`\`\`\n${setup.code}\n\`\`\`\n`}`,
    ];
  });
}

/** docs/destinations/presets.md: what can be reached by a destination with its settings filled in. */
export function presetsPage(): string {
  const lines = presets.map(({ name, destination, docs, config, secrets, format }) => {
    const via = `[${findDestination(destination)?.name ?? destination}](${destination}.md)`;
    const settings = Object.entries(config).map(([field, value]) => `\`${field}\` \`${String(value)}\``);
    const shape = format === undefined ? [] : [`format \`${format}\``];
    const asked = Object.entries(secrets).map(([field, hint]) => `\`${field}\`: ${hint}`);
    return `| [${name}](${docs}) | ${via} | ${[...settings, ...shape].join(', ')} | ${asked.join(' ')} |`;
  });
  return `# Presets

Receivers that take what one of the destinations sends. The portal fills the settings in; what is an example in them
(a region, an id) is yours to change.

| receiver | destination | settings | secrets |
|---|---|---|---|
${lines.join('\n')}
`;
}
