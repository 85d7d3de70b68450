import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as server from '../../src/access/permissions.ts';
import { parseBlock } from '../../src/kernel/addresses.ts';
import { retentionDays } from '../../src/log/retention.ts';
import { roles } from '../../web/src/api/organizations.ts';
import * as portal from '../../web/src/api/permissions.ts';
import { retentionLimits } from '../../web/src/api/retention.ts';
import { isAddressRange } from '../../web/src/pages/api-tokens/addresses.ts';

/** The portal imports nothing of the server: what both know is compared here. */
describe('the portal and the server agree', () => {
  test('on roles and on what each can be granted', () => {
    expect(roles).toEqual(server.roles);
    for (const role of roles)
      expect([...portal.roleGrants[role]].sort()).toEqual([...server.roleGrants[role]].sort());
    expect(portal.integrationPermissions).toEqual(server.integrationPermissions);
  });

  test('on the days that events may be kept', () => {
    expect(retentionLimits).toEqual({ least: retentionDays.least, most: retentionDays.most });
  });

  test('that what the portal takes for an address range is one', () => {
    const range = fc.oneof(
      fc.ipV4(),
      fc.ipV4Extended(),
      fc.ipV6(),
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 40 })).map(([ip, bits]) => `${ip}/${bits}`),
      fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 140 })).map(([ip, bits]) => `${ip}/${bits}`),
      fc.stringMatching(/^[0-9a-f.:/]{0,20}$/),
    );
    fc.assert(
      fc.property(range, (text) => {
        if (isAddressRange(text)) expect(parseBlock(text)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('that plain addresses and ranges are taken', () => {
    const plain = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, bits]) => `${ip}/${bits}`),
    );
    fc.assert(
      fc.property(plain, (text) => {
        expect(isAddressRange(text)).toBe(parseBlock(text) !== null);
      }),
      { numRuns: 2000 },
    );
  });
});
