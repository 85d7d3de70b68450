import { queryOptions } from '@tanstack/react-query';
import type { Level } from './events.ts';
import { get, post, put } from './http.ts';
import type { SettingTest } from './slack.ts';
import type { TrailStatus } from './trails.ts';

/** Who is sent mail about the events of one level; `paused` once the last address is taken away. */
export interface LevelMail {
  readonly addresses: readonly string[];
  readonly status: TrailStatus | null;
  /** `failing`: stopped by Cairn after days of failing; saving the level again starts it. */
  readonly pause_reason: 'person' | 'failing' | null;
  readonly last_delivery_at: string | null;
  readonly last_error: string | null;
}

export interface NotificationSettings {
  readonly email: Readonly<Record<Level, LevelMail>>;
  readonly gather_minutes: number;
  /** Whether the operator has set a mail server. */
  readonly mail_configured: boolean;
}

/** Addresses of one level; the server takes no more. */
export const mostAddresses = 15;

const path = (orgId: string) => `/organizations/${orgId}/notification-settings`;

export const notificationSettingsQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'notification-settings'],
    queryFn: ({ signal }) => get<NotificationSettings>(path(orgId), { signal }),
    refetchInterval: 10_000,
  });

/** Levels that are left out stay as they are. */
export interface NotificationChange {
  readonly email: Readonly<Partial<Record<Level, readonly string[]>>>;
  readonly gather_minutes?: number;
}

export const changeNotifications = (
  orgId: string,
  change: NotificationChange,
): Promise<NotificationSettings> => put(path(orgId), change);

export const testNotification = (orgId: string, level: Level): Promise<SettingTest> =>
  post(`${path(orgId)}/test`, { level });
