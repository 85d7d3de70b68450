import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type Customer,
  changeCustomer,
  customerQuery,
  customersQuery,
  deleteCustomer,
} from '../../api/customers.ts';
import { membersQuery } from '../../api/members.ts';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ListSkeleton } from '../../ui/data-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ButtonLink, TextLink } from '../../ui/link.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemPage } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { RoleBadge } from '../members/role-badge.tsx';
import { CustomerForm, type CustomerValues } from './customer-form.tsx';
import classes from './customers.module.css';

const route = getRouteApi('/app/organizations/$orgId/customers/$customerId');

export function CustomerPage() {
  const t = useText();
  const { orgId, customerId } = route.useParams();
  const { organization } = useCurrentOrganization();
  const maySee = useMay('customers:view');
  const seesEvents = useMay('events:view');
  const format = useFormat();
  const { data, error, refetch } = useQuery({ ...customerQuery(orgId, customerId), enabled: maySee });
  if (error !== null && data === undefined)
    return <ProblemPage error={error} onRetry={() => void refetch()} />;
  return (
    <Page
      title={data?.name ?? t('customers.title')}
      {...(data === undefined ? {} : { lead: t('customer.since', { date: format.date(data.created_at) }) })}
      titleParts={[t('customers.title'), organization?.name]}
      width="narrow"
      actions={
        seesEvents ? (
          <ButtonLink
            to="/organizations/$orgId/audit-logs"
            params={{ orgId }}
            search={{ q: `customer:${customerId}`, from: 'now-30d' }}
            variant="default"
            leftSection={<Icon name="log" size={16} />}
          >
            {t('customer.events')}
          </ButtonLink>
        ) : null
      }
    >
      <Allowed permission="customers:view">
        {data === undefined ? (
          <Panel flush>
            <ListSkeleton label={t('state.loading')} />
          </Panel>
        ) : (
          <Content orgId={orgId} customer={data} />
        )}
      </Allowed>
    </Page>
  );
}

interface CustomerProps {
  readonly orgId: string;
  readonly customer: Customer;
}

function Content({ orgId, customer }: CustomerProps) {
  const seesMembers = useMay('members:view');
  const mayManage = useMay('customers:manage');
  return (
    <Stack gap="lg">
      <Details orgId={orgId} customer={customer} mayManage={mayManage} />
      {seesMembers ? <LimitedMembers orgId={orgId} customer={customer} /> : null}
      {mayManage ? <DeletePanel orgId={orgId} customer={customer} /> : null}
    </Stack>
  );
}

function Details({ orgId, customer, mayManage }: CustomerProps & { readonly mayManage: boolean }) {
  const t = useText();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (values: CustomerValues) => changeCustomer(orgId, customer.id, values),
    onSuccess: async (after) => {
      queryClient.setQueryData(customerQuery(orgId, customer.id).queryKey, after);
      toastDone(t('customer.saved'));
      await queryClient.invalidateQueries({ queryKey: customersQuery(orgId).queryKey, exact: true });
    },
  });
  return (
    <Panel title={t('customer.details')}>
      <Stack gap="lg">
        {mayManage ? (
          <CustomerForm
            key={customer.updated_at}
            first={customer}
            submit={t('action.save')}
            busy={save.isPending}
            error={save.error}
            onlyChanges
            onSubmit={(values) => save.mutate(values)}
          />
        ) : (
          <Text style={{ whiteSpace: 'pre-wrap' }} {...(customer.notes === '' ? { c: 'dimmed' } : {})}>
            {customer.notes === '' ? t('customers.notes.none') : customer.notes}
          </Text>
        )}
        <div>
          <Text size="sm" fw={600}>
            {t('customer.id')}
          </Text>
          <Group gap={6} wrap="nowrap">
            <code className="mono" style={{ overflowWrap: 'anywhere' }}>
              {customer.id}
            </code>
            <CopyButton value={customer.id} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('customer.id.body')}
          </Text>
        </div>
      </Stack>
    </Panel>
  );
}

/** Memberships that name this customer in their limit. */
function useLimited({ orgId, customer }: CustomerProps) {
  const seesMembers = useMay('members:view');
  const { data } = useQuery({ ...membersQuery(orgId), enabled: seesMembers });
  return data?.items.filter(({ customer_ids }) => customer_ids?.includes(customer.id) === true);
}

function LimitedMembers({ orgId, customer }: CustomerProps) {
  const t = useText();
  const limited = useLimited({ orgId, customer });
  return (
    <Panel title={t('customer.members')} flush>
      {limited === undefined ? (
        <ListSkeleton label={t('state.loading')} lines={2} />
      ) : limited.length === 0 ? (
        <Text size="sm" c="dimmed" p="lg">
          {t('customer.members.none')}
        </Text>
      ) : (
        <ul className={classes.lines}>
          {limited.map((member) => (
            <li key={member.id} className={classes.line}>
              <Monogram name={member.user.name} />
              <div style={{ flex: 1, minWidth: 0 }}>
                <TextLink
                  to="/organizations/$orgId/users"
                  params={{ orgId }}
                  search={{ member: member.id }}
                  size="sm"
                  fw={560}
                  c="inherit"
                >
                  {member.user.name}
                </TextLink>
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {member.user.email}
                </Text>
              </div>
              <RoleBadge role={member.role} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DeletePanel({ orgId, customer }: CustomerProps) {
  const t = useText();
  const navigate = route.useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const limited = useLimited({ orgId, customer });
  const remove = useMutation({
    mutationFn: () => deleteCustomer(orgId, customer.id, customer.name),
    onSuccess: async () => {
      toastDone(t('customer.deleted', { name: customer.name }));
      await navigate({ to: '/organizations/$orgId/customers', params: { orgId } });
      queryClient.removeQueries({ queryKey: customerQuery(orgId, customer.id).queryKey });
      await queryClient.invalidateQueries({ queryKey: customersQuery(orgId).queryKey });
      await queryClient.invalidateQueries({ queryKey: membersQuery(orgId).queryKey });
    },
  });
  return (
    <Panel title={t('customer.delete')}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" maw="52ch">
          {t('customer.delete.lead')}
        </Text>
        <Button variant="default" className={classes.bad ?? ''} onClick={() => setAsking(true)}>
          {t('customer.delete')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('customer.delete.title', { name: customer.name })}
        submit={t('customer.delete')}
        typeName={customer.name}
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => remove.mutate()}
      >
        {t('customer.delete.body', { count: limited?.length ?? 0 })}
      </ConfirmDialog>
    </Panel>
  );
}
