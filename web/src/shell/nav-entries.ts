import { linkOptions } from '@tanstack/react-router';
import type { PlainKey } from '../text/catalog.ts';
import type { IconName } from '../ui/icons.tsx';

/**
 * The entries of the navigation, of the palette and of the `g` shortcuts, in the order shown. A new page
 * is one entry here. Without the permission the entry is absent.
 */
export const navEntries = [
  {
    key: 'dashboard',
    label: 'nav.dashboard',
    icon: 'dashboard',
    keys: 'g d',
    link: (orgId: string) =>
      linkOptions({
        to: '/organizations/$orgId/dashboard/$dashboardId',
        params: { orgId, dashboardId: orgId },
      }),
  },
  {
    key: 'audit-log',
    label: 'nav.auditLog',
    icon: 'log',
    keys: 'g h',
    permission: 'events:view',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/audit-logs', params: { orgId } }),
  },
  {
    key: 'trails',
    label: 'nav.trails',
    icon: 'trail',
    keys: 'g t',
    permission: 'trails:view',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/trails', params: { orgId } }),
  },
  {
    key: 'customers',
    label: 'nav.customers',
    icon: 'customers',
    keys: 'g c',
    permission: 'customers:view',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/customers', params: { orgId } }),
  },
  {
    key: 'members',
    label: 'nav.members',
    icon: 'users',
    keys: 'g m',
    permission: 'members:view',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/users', params: { orgId } }),
  },
  {
    key: 'api-tokens',
    label: 'nav.apiTokens',
    icon: 'key',
    keys: 'g k',
    section: 'nav.section.settings',
    permission: 'api_tokens:manage',
    link: (orgId: string) =>
      linkOptions({ to: '/organizations/$orgId/settings/api-tokens', params: { orgId } }),
  },
  {
    key: 'oauth-clients',
    label: 'nav.oauthClients',
    icon: 'link',
    keys: 'g o',
    section: 'nav.section.settings',
    permission: 'oauth_clients:manage',
    link: (orgId: string) =>
      linkOptions({ to: '/organizations/$orgId/settings/oauth-clients', params: { orgId } }),
  },
  {
    key: 'permitted-users',
    label: 'nav.permittedUsers',
    icon: 'shield',
    keys: 'g p',
    section: 'nav.section.settings',
    permission: 'permitted_users:manage',
    link: (orgId: string) =>
      linkOptions({ to: '/organizations/$orgId/settings/permitted-users', params: { orgId } }),
  },
  {
    key: 'slack',
    label: 'nav.slack',
    icon: 'channel',
    keys: 'g l',
    section: 'nav.section.settings',
    permission: 'slack:manage',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/settings/slack', params: { orgId } }),
  },
  {
    key: 'notifications',
    label: 'nav.notifications',
    icon: 'mail',
    keys: 'g n',
    section: 'nav.section.settings',
    permission: 'notifications:manage',
    link: (orgId: string) =>
      linkOptions({ to: '/organizations/$orgId/settings/notifications', params: { orgId } }),
  },
  {
    key: 'retention',
    label: 'nav.retention',
    icon: 'clock',
    keys: 'g r',
    section: 'nav.section.settings',
    permission: 'retention:manage',
    link: (orgId: string) =>
      linkOptions({ to: '/organizations/$orgId/settings/retention', params: { orgId } }),
  },
  {
    key: 'usage',
    label: 'nav.usage',
    icon: 'bars',
    keys: 'g u',
    section: 'nav.section.settings',
    permission: 'usage:view',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/settings/usage', params: { orgId } }),
  },
  {
    key: 'general',
    label: 'nav.general',
    icon: 'settings',
    keys: 'g s',
    section: 'nav.section.settings',
    permission: 'organization:manage',
    link: (orgId: string) => linkOptions({ to: '/organizations/$orgId/settings/general', params: { orgId } }),
  },
] as const satisfies readonly NavEntry[];

export interface NavEntry {
  readonly key: string;
  readonly label: PlainKey;
  readonly icon: IconName;
  /** `g` and a second key. */
  readonly keys: string;
  /** Entries with the same heading stand together below it. */
  readonly section?: PlainKey;
  readonly permission?: string;
  readonly link: (orgId: string) => { readonly to: string };
}

/** Entries that the permissions open. `admin` or an owner's list simply contains them all. */
export function openEntries(permissions: readonly string[]): (typeof navEntries)[number][] {
  return navEntries.filter((entry) => !('permission' in entry) || permissions.includes(entry.permission));
}
