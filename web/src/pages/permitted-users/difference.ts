import type { Candidate, PermittedUsers } from '../../api/permitted-users.ts';

/** What a choice changes: who comes and who goes. `others` stands for all members who are not named. */
export interface Difference {
  readonly granted: readonly Candidate[];
  readonly revoked: readonly Candidate[];
  /** Whether those who join later come or go too. */
  readonly later: 'granted' | 'revoked' | 'same';
}

/** Members who are permitted by a choice. */
const permittedBy = (members: readonly Candidate[], { everyone, member_ids }: PermittedUsers) =>
  members.filter(({ id }) => everyone || member_ids.includes(id));

export function differenceOf(
  members: readonly Candidate[],
  before: PermittedUsers,
  after: PermittedUsers,
): Difference {
  const [were, are] = [permittedBy(members, before), permittedBy(members, after)];
  return {
    granted: are.filter((member) => !were.includes(member)),
    revoked: were.filter((member) => !are.includes(member)),
    later: before.everyone === after.everyone ? 'same' : after.everyone ? 'granted' : 'revoked',
  };
}

export const isSame = ({ granted, revoked, later }: Difference): boolean =>
  granted.length === 0 && revoked.length === 0 && later === 'same';
