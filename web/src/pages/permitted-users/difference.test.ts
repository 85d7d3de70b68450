import { expect, it } from 'vitest';
import { differenceOf, isSame } from './difference.ts';

const members = ['a', 'b', 'c'].map((id) => ({
  id,
  role: 'MEMBER' as const,
  user: { id, name: id, email: `${id}@example.com` },
}));
const some = (...member_ids: string[]) => ({ everyone: false, member_ids });
const all = { everyone: true, member_ids: [] };
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

it('names who comes and who goes', () => {
  const { granted, revoked, later } = differenceOf(members, some('a', 'b'), some('b', 'c'));
  expect([ids(granted), ids(revoked), later]).toEqual([['c'], ['a'], 'same']);
});

it('names the rest when everyone comes or goes, and tells of those who join later', () => {
  const opened = differenceOf(members, some('a'), all);
  expect([ids(opened.granted), opened.later]).toEqual([['b', 'c'], 'granted']);
  const closed = differenceOf(members, all, some('a'));
  expect([ids(closed.revoked), closed.later]).toEqual([['b', 'c'], 'revoked']);
});

it('sees that everyone and each of all members are not the same', () => {
  expect(isSame(differenceOf(members, all, some('a', 'b', 'c')))).toBe(false);
  expect(isSame(differenceOf(members, some('b', 'a'), some('a', 'b')))).toBe(true);
});
