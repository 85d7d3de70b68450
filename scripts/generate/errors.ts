import { codes } from '../../src/kernel/errors.ts';

/** docs/errors.md: the closed table of codes. */
export function errorsPage(): string {
  const rows = Object.entries(codes).map(
    ([code, { status, retry, title }]) => `| \`${code}\` | ${status} | ${retry ? 'yes' : 'no'} | ${title} |`,
  );
  return `# Errors

Every error is \`application/problem+json\` (RFC 9457) with \`type\` (\`urn:cairn:error:<code>\`), \`title\`, \`status\`,
\`code\`, \`detail\`, \`request_id\` and, for bad input, \`errors: [{path, message}]\`. An answer of 500 and above says no
more than its code and the id under which the log has the rest. Where a retry can help and the time is known, the
answer carries \`Retry-After\`.

| code | status | retry helps | title |
|---|---|---|---|
${rows.join('\n')}
`;
}
