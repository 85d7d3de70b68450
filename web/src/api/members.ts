import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, patch, post } from './http.ts';
import type { Organization } from './organizations.ts';
import type { MemberRights } from './permissions.ts';

/** A person in an organization. */
export interface Member extends MemberRights {
  readonly id: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly suspended_at: string | null;
  readonly created_at: string;
  readonly last_seen_at: string | null;
}

export const membersQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'members'],
    queryFn: ({ signal }) => get<Page<Member>>(`/organizations/${orgId}/members`, { signal }),
  });

export const changeMember = (
  orgId: string,
  memberId: string,
  change: Partial<MemberRights> & { readonly suspended?: boolean },
): Promise<Member> => patch(`/organizations/${orgId}/members/${memberId}`, change);

export const removeMember = (orgId: string, memberId: string): Promise<void> =>
  del(`/organizations/${orgId}/members/${memberId}`);

/** Makes another member an owner, and oneself a member. */
export const handOver = (orgId: string, memberId: string): Promise<Member> =>
  post(`/organizations/${orgId}/ownership`, { member_id: memberId });

/** Ends one's own membership, whose id the organization tells. */
export async function leave(orgId: string): Promise<void> {
  const { member_id } = await get<Organization>(`/organizations/${orgId}`);
  if (member_id !== null) await removeMember(orgId, member_id);
}
