import { Text } from '@mantine/core';
import type { Customer } from '../../api/customers.ts';
import type { Grant, MemberRights } from '../../api/permissions.ts';
import type { Translate } from '../../text/catalog.ts';
import { type Format, useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { grantedGroups, type Narrowing } from './rights.ts';

export function narrowingText(t: Translate, { connector, integration_id }: Narrowing): string {
  if (connector !== undefined) return t('rights.integrations.connector', { connector });
  if (integration_id !== undefined) return t('rights.integrations.one', { id: integration_id.slice(0, 8) });
  return t('rights.integrations.all');
}

/** One right in words, with its group where the word alone says too little: `All integrations · Test`. */
export function grantText(t: Translate, grant: Grant): string {
  const { permission } = grant;
  const label = t(`permission.${permission}`);
  if (permission.startsWith('integrations:')) return `${narrowingText(t, grant)} · ${label}`;
  if (permission === 'events:export') return `${t('rights.group.events')} · ${label}`;
  if (permission === 'trails:manage') return `${t('rights.group.trails')} · ${label}`;
  if (permission === 'customers:manage') return `${t('rights.group.customers')} · ${label}`;
  return label;
}

/** What somebody may, in a few words. */
export function rightsText(t: Translate, { role, permissions }: MemberRights): string {
  if (role === 'OWNER') return t('members.may.everything');
  if (role === 'BILLING') return t('members.may.usage');
  if (role === 'READER')
    return t(permissions.length === 0 ? 'members.may.readAll' : 'members.may.readAllExport');
  const groups = grantedGroups(permissions);
  if (groups.length === 0) return t('members.may.nothing');
  return groups
    .map(({ group, count, most }) => {
      const name = t(`rights.group.${group}`);
      return count === most ? name : `${name} ${count}/${most}`;
    })
    .join(' · ');
}

/** The customers somebody is limited to, by name as far as they are known. */
export function customersText(
  t: Translate,
  format: Format,
  ids: readonly string[] | null,
  customers: readonly Customer[] | undefined,
): string {
  if (ids === null) return t('members.customers.all');
  if (ids.length === 0) return t('members.customers.none');
  const names = ids.flatMap((id) => customers?.find((each) => each.id === id)?.name ?? []);
  if (names.length < ids.length || names.length > 3)
    return t('members.customers.count', { count: ids.length });
  return format.list(names);
}

/** The same as a quiet text. */
export function RightsText({ rights }: { readonly rights: MemberRights }) {
  const t = useText();
  const isNone = rights.role === 'MEMBER' && rights.permissions.length === 0;
  return (
    <Text span inherit {...(isNone ? { c: 'dimmed' } : {})}>
      {rightsText(t, rights)}
    </Text>
  );
}

interface CustomersTextProps {
  readonly ids: readonly string[] | null;
  readonly customers: readonly Customer[] | undefined;
}

export function CustomersText({ ids, customers }: CustomersTextProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Text span inherit {...(ids === null ? { c: 'dimmed' } : {})}>
      {customersText(t, format, ids, customers)}
    </Text>
  );
}
