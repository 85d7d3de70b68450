import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { isProblem } from '../../api/http.ts';
import { type SlackSetting, slackQuery } from '../../api/slack.ts';
import { isMinutes } from '../../form/minutes-field.tsx';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useChannelsText } from '../../text/channels-text.ts';
import { useText } from '../../text/text.tsx';
import { NotAllowed } from '../../ui/empty-state.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { type Choice, choiceOf, sameChoice } from './choice.ts';
import { ChoicePanel, SaveButtons } from './choice-panel.tsx';
import { ConnectPanel } from './connect-panel.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { MessagePicture } from './message-picture.tsx';
import { ReturnNotice } from './return-notice.tsx';
import classes from './slack.module.css';
import { StatePanel } from './state-panel.tsx';
import { useSlackSave } from './use-slack.ts';

const route = getRouteApi('/app/organizations/$orgId/settings/slack');

/** Whether and which events are posted to a Slack channel. */
export function SlackPage() {
  const t = useText();
  const s = useChannelsText();
  const { orgId } = route.useParams();
  const { organization } = useCurrentOrganization();
  const { data, error, refetch } = useQuery(slackQuery(orgId));
  const page = (content: ReactNode) => (
    <Page title={t('nav.slack')} lead={s('slack.lead')} titleParts={[organization?.name]}>
      {content}
    </Page>
  );
  if (isProblem(error) && error.status === 403 && organization !== undefined) {
    return page(
      <Panel>
        <NotAllowed role={t(`role.${organization.role}`)} permission="slack:manage" />
      </Panel>,
    );
  }
  if (data !== undefined) return page(<Setting orgId={orgId} setting={data} />);
  return page(
    error === null ? (
      <Skeleton height={560} radius="lg" />
    ) : (
      <ProblemView error={error} onRetry={() => void refetch()} />
    ),
  );
}

interface SettingProps {
  readonly orgId: string;
  readonly setting: SlackSetting;
}

function Setting({ orgId, setting }: SettingProps) {
  const s = useChannelsText();
  const stored = choiceOf(setting);
  const [draft, setDraft] = useState<Choice>();
  const choice = draft ?? stored;
  const isGood = choice.levels.length > 0 && isMinutes(choice.quiet_minutes);
  const turn = useSlackSave(orgId, setting, choice);
  const connect = useSlackSave(orgId, setting, choice);
  const keep = useSlackSave(orgId, setting, choice);
  const saveChoice = () =>
    keep.mutate(
      { ...choice, q: choice.q.trim() },
      {
        onSuccess: () => {
          setDraft(undefined);
          toastDone(s('slack.saved'));
        },
      },
    );
  const isSet = setting.webhook_url.set;
  return (
    <div className={classes.layout}>
      <Stack gap="md" miw={0}>
        <ReturnNotice />
        {isSet ? (
          <StatePanel orgId={orgId} setting={setting} save={turn} />
        ) : (
          <ConnectPanel canConnect={setting.can_connect} save={connect} isReady={isGood} />
        )}
        <ChoicePanel
          orgId={orgId}
          value={choice}
          onChange={setDraft}
          error={keep.error}
          actions={
            isSet ? (
              <SaveButtons
                isDirty={!sameChoice(choice, stored)}
                isGood={isGood}
                isPending={keep.isPending}
                onUndo={() => setDraft(undefined)}
                onSave={saveChoice}
              />
            ) : undefined
          }
        />
        {isSet ? <ConnectionPanel setting={setting} save={connect} /> : null}
      </Stack>
      <MessagePicture isGathered={choice.quiet_minutes > 0} />
    </div>
  );
}
