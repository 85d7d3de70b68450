import { expect, it } from 'vitest';
import { isServerPath, safeNext } from './next-address.ts';

it('goes on where the person was', () => {
  expect(safeNext('/organizations/1/audit-logs?q=level:error')).toBe(
    '/organizations/1/audit-logs?q=level:error',
  );
});

it.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/sign-in?next=/sign-in',
])('goes to the start page for %j', (next) => {
  expect(safeNext(next)).toBe('/');
});

it.each([
  ['/oauth2/authorize?client_id=x', true],
  ['/organizations/1', false],
  ['/oauth2x', false],
])('knows whether the server answers at %s', (path, isServers) => {
  expect(isServerPath(path)).toBe(isServers);
});
