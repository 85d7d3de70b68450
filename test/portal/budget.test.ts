import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('no page of the portal weighs more than its budget', () => {
  const report = execFileSync(process.execPath, ['scripts/portal-budget.ts'], { encoding: 'utf8' });
  expect(report).toContain('page audit-log/audit-log-page.tsx');
});
