import { Alert, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type ChannelsTranslate, useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { toastDone } from '../../ui/toasts.ts';

const route = getRouteApi('/app/organizations/$orgId/settings/slack');

/**
 * Codes of the consent page and of oauth.v2.access (https://docs.slack.dev/reference/methods/oauth.v2.access),
 * and Cairn's own, by what the person can do about them.
 */
const meanings = {
  access_denied: ['access_denied'],
  expired: ['invalid_code', 'code_already_used', 'no_code'],
  app: [
    'bad_client_secret',
    'bad_redirect_uri',
    'invalid_client_id',
    'invalid_scope',
    'no_webhook',
    'scope_not_allowed_on_enterprise',
  ],
  workspace: [
    'access_not_granted',
    'invalid_team_for_non_distributed_app',
    'team_access_not_granted',
    'org_login_required',
  ],
  unavailable: [
    'vendor_unavailable',
    'server_error',
    'internal_error',
    'service_unavailable',
    'fatal_error',
    'ratelimited',
  ],
  forbidden: ['auth.forbidden'],
} as const;

function wordsFor(s: ChannelsTranslate, code: string): string {
  const found = Object.entries(meanings).find(([, codes]) =>
    (codes as readonly string[]).includes(code),
  )?.[0];
  const meaning = (found ?? 'other') as keyof typeof meanings | 'other';
  if (meaning === 'app' || meaning === 'workspace' || meaning === 'other')
    return s(`slack.error.${meaning}`, { code });
  return s(`slack.error.${meaning}`);
}

/** How the way to Slack and back ended; the address then forgets a success, and keeps a failure until it is dismissed. */
export function ReturnNotice() {
  const t = useText();
  const s = useChannelsText();
  const { connected, error } = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => {
    if (connected !== 'slack') return;
    toastDone(s('slack.connected'));
    void navigate({ search: {}, replace: true });
  }, [connected, navigate, s]);
  if (error === undefined) return null;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<Icon name="error" />}
      title={s('slack.error.title')}
      withCloseButton
      closeButtonLabel={t('action.dismiss')}
      onClose={() => void navigate({ search: {}, replace: true })}
    >
      <Text size="sm">{wordsFor(s, error)}</Text>
    </Alert>
  );
}
