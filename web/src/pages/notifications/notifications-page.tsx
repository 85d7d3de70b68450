import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Level, levels } from '../../api/events.ts';
import { isProblem } from '../../api/http.ts';
import {
  changeNotifications,
  type NotificationSettings,
  notificationSettingsQuery,
} from '../../api/notification-settings.ts';
import { weekLevelsQuery } from '../../api/week-levels.ts';
import { isMinutes, MinutesField } from '../../form/minutes-field.tsx';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { NotAllowed } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { type Addresses, addressesOf, addressFault, changedLevels } from './addresses.ts';
import { LevelRow } from './level-row.tsx';
import classes from './notifications.module.css';

const route = getRouteApi('/app/organizations/$orgId/settings/notifications');

/** Who is sent mail about the events of each level. */
export function NotificationsPage() {
  const t = useText();
  const s = useChannelsText();
  const { orgId } = route.useParams();
  const { organization } = useCurrentOrganization();
  const { data, error, refetch } = useQuery(notificationSettingsQuery(orgId));
  const page = (content: ReactNode) => (
    <Page title={s('notifications.title')} lead={s('notifications.lead')} titleParts={[organization?.name]}>
      <div className={classes.page}>{content}</div>
    </Page>
  );
  if (isProblem(error) && error.status === 403 && organization !== undefined) {
    return page(
      <Panel>
        <NotAllowed role={t(`role.${organization.role}`)} permission="notifications:manage" />
      </Panel>,
    );
  }
  if (data !== undefined) return page(<Settings orgId={orgId} settings={data} />);
  return page(
    error === null ? (
      <Skeleton height={620} radius="lg" />
    ) : (
      <ProblemView error={error} onRetry={() => void refetch()} />
    ),
  );
}

/** A minute is what the server begins with. */
const gathers = [0, 1, 5, 15, 60];

const weekMinutes = 7 * 24 * 60;

interface SettingsProps {
  readonly orgId: string;
  readonly settings: NotificationSettings;
}

function Settings({ orgId, settings }: SettingsProps) {
  const s = useChannelsText();
  const queryClient = useQueryClient();
  const week = useQuery(weekLevelsQuery(orgId, ''));
  // What somebody has entered; all else follows the server.
  const [draft, setDraft] = useState<Partial<Addresses>>({});
  const [ownMinutes, setMinutes] = useState<number>();
  const stored = addressesOf(settings);
  const entered: Addresses = { ...stored, ...draft };
  const minutes = ownMinutes ?? settings.gather_minutes;
  const changed = changedLevels(stored, entered);
  const isDirty = changed.length > 0 || minutes !== settings.gather_minutes;
  const isGood = isMinutes(minutes) && levels.every((level) => addressFault(entered[level]) === undefined);
  const undo = () => {
    setDraft({});
    setMinutes(undefined);
  };
  const save = useMutation({
    mutationFn: (which: readonly Level[]) =>
      changeNotifications(orgId, {
        email: Object.fromEntries(which.map((level) => [level, entered[level]])),
        ...(minutes === settings.gather_minutes ? {} : { gather_minutes: minutes }),
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(notificationSettingsQuery(orgId).queryKey, saved);
      undo();
      toastDone(s('notifications.saved'));
    },
  });
  const faults = isProblem(save.error) ? save.error.errors : [];
  const faultOf = (level: string) =>
    faults.find(({ path }) => path === `email.${level}` || path.startsWith(`email.${level}[`))?.message;
  const isOff = !settings.mail_configured;
  return (
    <Stack gap="md">
      {isOff ? <NoMailServer /> : null}
      <Panel flush>
        <ul className={classes.rows}>
          {levels.toReversed().map((level) => (
            <LevelRow
              key={level}
              orgId={orgId}
              level={level}
              stored={settings.email[level]}
              value={entered[level]}
              week={week.data}
              mostMails={minutes > 0 ? Math.ceil(weekMinutes / minutes) : undefined}
              isChanged={changed.includes(level)}
              disabled={isOff}
              serverFault={faultOf(level)}
              onStart={() => save.mutate([...new Set([...changed, level])])}
              onChange={(addresses) => {
                save.reset();
                setDraft({ ...draft, [level]: addresses });
              }}
            />
          ))}
        </ul>
        <div className={classes.foot}>
          <MinutesField
            label={s('notifications.gather')}
            description={s('notifications.gather.body')}
            value={minutes}
            onChange={setMinutes}
            disabled={isOff}
            offered={gathers}
          />
        </div>
      </Panel>
      {save.error === null || faults.length > 0 ? null : <ProblemView error={save.error} />}
      {isOff ? null : (
        <SaveBar
          isDirty={isDirty}
          isGood={isGood}
          isPending={save.isPending}
          onUndo={undo}
          onSave={() => save.mutate(changed)}
        />
      )}
    </Stack>
  );
}

function NoMailServer() {
  const s = useChannelsText();
  return (
    <Alert
      color="amber"
      variant="light"
      icon={<Icon name="warning" />}
      title={s('notifications.off.title')}
      // The line of code scrolls by itself; without this it would push the sentence out of a narrow window.
      styles={{ body: { minWidth: 0 } }}
    >
      <Stack gap="xs">
        <Text size="sm">{s('notifications.off.body')}</Text>
        <CodeBlock
          label={s('notifications.off.example')}
          code="CAIRN_SMTP_URL=smtps://user:password@mail.example.com:465"
        />
      </Stack>
    </Alert>
  );
}

interface SaveBarProps {
  readonly isDirty: boolean;
  readonly isGood: boolean;
  readonly isPending: boolean;
  readonly onUndo: () => void;
  readonly onSave: () => void;
}

function SaveBar({ isDirty, isGood, isPending, onUndo, onSave }: SaveBarProps) {
  const t = useText();
  const s = useChannelsText();
  return (
    <Group justify="flex-end" gap="xs">
      {isDirty ? (
        <Text size="sm" c="dimmed" mr="xs">
          {s('notifications.unsaved')}
        </Text>
      ) : null}
      <Button variant="default" disabled={!isDirty} onClick={onUndo}>
        {s('notifications.undo')}
      </Button>
      <Button disabled={!isDirty || !isGood} loading={isPending} onClick={onSave}>
        {t('action.save')}
      </Button>
    </Group>
  );
}
