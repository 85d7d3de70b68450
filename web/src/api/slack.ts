import { queryOptions } from '@tanstack/react-query';
import type { Level } from './events.ts';
import { get, post, put } from './http.ts';
import type { SecretView, TrailStatus } from './trails.ts';

/** Whether and which events are posted to a Slack channel, and how that fares. */
export interface SlackSetting {
  readonly enabled: boolean;
  readonly webhook_url: SecretView;
  /** As Slack named it when it was connected by consent: `#audit`. */
  readonly channel: string | null;
  readonly levels: readonly Level[];
  readonly q: string;
  readonly quiet_minutes: number;
  /** Whether the operator has set a Slack app, so that people can connect by consent. */
  readonly can_connect: boolean;
  /** null before the first set-up. */
  readonly status: TrailStatus | null;
  /** `failing`: switched off by Cairn after days of failing. */
  readonly pause_reason: 'person' | 'failing' | null;
  readonly last_delivery_at: string | null;
  readonly last_error: string | null;
  readonly delivered_24h: number;
  /** Where to send the person, in the answer to `connect`. */
  readonly authorize_url?: string;
}

export const slackQuery = (orgId: string) =>
  queryOptions({
    queryKey: ['organizations', orgId, 'slack'],
    queryFn: ({ signal }) => get<SlackSetting>(`/organizations/${orgId}/slack`, { signal }),
    refetchInterval: 10_000,
  });

/** Absent fields stay as they are. */
export interface SlackChange {
  readonly enabled: boolean;
  readonly webhook_url?: string;
  readonly connect?: true;
  readonly levels?: readonly Level[];
  readonly q?: string;
  readonly quiet_minutes?: number;
}

export const changeSlack = (orgId: string, change: SlackChange): Promise<SlackSetting> =>
  put(`/organizations/${orgId}/slack`, change);

/** What one marked message met; `reason` says why it failed, in English. */
export interface SettingTest {
  readonly ok: boolean;
  readonly ms: number;
  readonly reason: string | null;
}

export const testSlack = (orgId: string): Promise<SettingTest> => post(`/organizations/${orgId}/slack/test`);
