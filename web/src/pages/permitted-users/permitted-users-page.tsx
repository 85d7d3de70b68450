import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isProblem } from '../../api/http.ts';
import { oauthClientsQuery } from '../../api/oauth-clients.ts';
import { candidatesQuery, permittedUsersQuery } from '../../api/permitted-users.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { EmptyState, NotAllowed } from '../../ui/empty-state.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { PermittedForm } from './permitted-form.tsx';

const route = getRouteApi('/app/organizations/$orgId/settings/permitted-users');

export function PermittedUsersPage() {
  const t = useText();
  const { orgId } = route.useParams();
  const { target } = route.useSearch();
  const navigate = route.useNavigate();
  const { organization } = useCurrentOrganization();
  const { data, error, refetch } = useQuery(oauthClientsQuery(orgId));
  const page = (content: ReactNode) => (
    <Page
      title={t('permitted.title')}
      lead={t('permitted.lead')}
      titleParts={[organization?.name]}
      width="narrow"
    >
      {content}
    </Page>
  );
  if (isProblem(error) && error.status === 403 && organization !== undefined)
    return page(
      <Panel>
        <NotAllowed role={t(`role.${organization.role}`)} permission="permitted_users:manage" />
      </Panel>,
    );
  if (error !== null && data === undefined)
    return page(<ProblemView error={error} onRetry={() => void refetch()} />);
  if (data === undefined)
    return page(
      <Panel>
        <ListSkeleton label={t('state.loading')} lines={6} />
      </Panel>,
    );
  const client = data.items.find(({ client_id }) => client_id === target) ?? data.items[0];
  if (client === undefined)
    return page(
      <Panel flush>
        <EmptyState
          icon="shield"
          title={t('permitted.noClients.title')}
          body={t('permitted.noClients.body')}
          action={
            <ButtonLink to="/organizations/$orgId/settings/oauth-clients" params={{ orgId }}>
              {t('permitted.noClients.link')}
            </ButtonLink>
          }
        />
      </Panel>,
    );
  return page(
    <Panel>
      <Stack gap="lg">
        <Select
          label={t('permitted.client')}
          data={data.items.map(({ client_id, name }) => ({ value: client_id, label: name }))}
          value={client.client_id}
          onChange={(next) => void navigate({ search: { target: next ?? undefined } })}
        />
        <Chosen key={client.client_id} orgId={orgId} target={client.client_id} name={client.name} />
      </Stack>
    </Panel>,
  );
}

interface ChosenProps {
  readonly orgId: string;
  readonly target: string;
  readonly name: string;
}

function Chosen({ orgId, target, name }: ChosenProps) {
  const t = useText();
  const permitted = useQuery(permittedUsersQuery(orgId, target));
  const candidates = useQuery(candidatesQuery(orgId));
  const error = permitted.error ?? candidates.error;
  if (error !== null) return <ProblemView error={error} onRetry={() => void permitted.refetch()} />;
  if (permitted.data === undefined || candidates.data === undefined)
    return <ListSkeleton label={t('state.loading')} lines={5} />;
  return (
    <PermittedForm
      orgId={orgId}
      target={target}
      name={name}
      permitted={permitted.data}
      members={candidates.data.items}
    />
  );
}
