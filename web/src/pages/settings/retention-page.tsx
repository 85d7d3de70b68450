import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type Retention, retentionQuery } from '../../api/retention.ts';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { RetentionForm, useLengthText } from './retention-form.tsx';
import classes from './settings.module.css';

const route = getRouteApi('/app/organizations/$orgId/settings/retention');

export function RetentionPage() {
  const t = useText();
  const { orgId } = route.useParams();
  const { organization } = useCurrentOrganization();
  const mayManage = useMay('retention:manage');
  const { data, error, refetch } = useQuery({ ...retentionQuery(orgId), enabled: mayManage });
  return (
    <Page
      title={t('retention.title')}
      lead={t('retention.lead')}
      titleParts={[organization?.name]}
      width="narrow"
    >
      <Allowed permission="retention:manage">
        {data === undefined ? (
          error === null ? (
            <Panel flush>
              <ListSkeleton label={t('state.loading')} />
            </Panel>
          ) : (
            <ProblemView error={error} onRetry={() => void refetch()} />
          )
        ) : (
          <Stack gap="lg">
            <Now retention={data} />
            <RetentionForm
              // What somebody else has set meanwhile begins anew.
              key={data.days}
              orgId={orgId}
              organizationName={organization?.name ?? ''}
              present={data.days}
            />
          </Stack>
        )}
      </Allowed>
    </Page>
  );
}

function Now({ retention: { days, events, oldest_received_at } }: { readonly retention: Retention }) {
  const t = useText();
  const format = useFormat();
  const lengthText = useLengthText();
  return (
    <Panel title={t('retention.now')} flush>
      <dl className={classes.numbers}>
        <div>
          <dt>{t('retention.days')}</dt>
          <dd>{lengthText(days)}</dd>
        </div>
        <div>
          <dt>{t('retention.events')}</dt>
          <dd>{format.number(events)}</dd>
        </div>
        <div>
          <dt>{t('retention.oldest')}</dt>
          <dd>
            {oldest_received_at === null ? (
              t('retention.oldest.none')
            ) : (
              <TimeText at={oldest_received_at} show="date" />
            )}
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
