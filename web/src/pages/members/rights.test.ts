import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grant, grantable, permissionGroups } from '../../api/permissions.ts';
import { difference, has, isSame, narrowings, toggled, toggledAll, withRole } from './rights.ts';

const narrowing = fc.constantFrom({}, { connector: 'okta' }, { integration_id: 'i-1' });
const permission = fc.constantFrom(...grantable);
const steps = fc.array(fc.record({ permission, on: fc.boolean(), narrowing }), { maxLength: 20 });

const played = (
  list: readonly { permission: (typeof grantable)[number]; on: boolean; narrowing: object }[],
) =>
  list.reduce<Grant[]>(
    (grants, step) =>
      toggled(grants, step.permission, step.on, { narrowing: step.narrowing, offered: grantable }),
    [],
  );

describe('switching rights on and off', () => {
  it('never leaves a right to change without the right to see, and never grants one twice', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const grants = played(list);
        for (const [see, ...others] of Object.values(permissionGroups)) {
          for (const place of narrowings(grants)) {
            if (others.some((other) => has(grants, other, place))) expect(has(grants, see, place)).toBe(true);
          }
        }
        expect(new Set(grants.map((grant) => JSON.stringify(grant))).size).toBe(grants.length);
      }),
    );
  });

  it('does what the last step said', () => {
    fc.assert(
      fc.property(steps, fc.record({ permission, on: fc.boolean(), narrowing }), (list, last) => {
        expect(has(played([...list, last]), last.permission, last.narrowing)).toBe(last.on);
      }),
    );
  });

  it('offers a reader only what a reader can be granted', () => {
    expect(toggled([], 'events:export', true, { offered: ['events:export'] })).toEqual([
      { permission: 'events:export' },
    ]);
  });

  it('sets all rights of one connector and leaves the others', () => {
    const all = toggledAll([{ permission: 'integrations:view' }], true, { connector: 'okta' });
    expect(all).toHaveLength(9);
    expect(toggledAll(all, false, { connector: 'okta' })).toEqual([{ permission: 'integrations:view' }]);
  });
});

describe('the difference between rights', () => {
  const rights = (permissions: readonly Grant[], customer_ids: readonly string[] | null = null) =>
    ({ role: 'MEMBER', permissions, customer_ids }) as const;

  it('is none between rights in another order', () => {
    const grants: Grant[] = [{ permission: 'events:view' }, { permission: 'cases:view' }];
    expect(isSame(difference(rights(grants, ['a', 'b']), rights(grants.toReversed(), ['b', 'a'])))).toBe(
      true,
    );
  });

  it('names gains, losses, role and limit', () => {
    const before = rights([{ permission: 'events:view' }], ['a']);
    const after = withRole(rights([{ permission: 'events:view' }], ['a']), 'OWNER');
    expect(difference(before, after)).toEqual({
      role: true,
      gains: [],
      loses: [{ permission: 'events:view' }],
      customers: true,
    });
  });
});
