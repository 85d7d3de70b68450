import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type Customer, customersQuery } from '../../api/customers.ts';
import { membersQuery } from '../../api/members.ts';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization, useMay } from '../../shell/shell.tsx';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { type Column, DataList, ListSkeleton } from '../../ui/data-list.tsx';
import { EmptyState, NoMatch } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Monogram } from '../../ui/monogram.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { CreateCustomerDialog } from './create-customer-dialog.tsx';
import classes from './customers.module.css';

const route = getRouteApi('/app/organizations/$orgId/customers');

export function CustomersPage() {
  const t = useText();
  const { orgId } = route.useParams();
  const { organization } = useCurrentOrganization();
  const mayManage = useMay('customers:manage');
  const maySee = useMay('customers:view');
  const { data } = useQuery({ ...customersQuery(orgId), enabled: maySee });
  const [creating, setCreating] = useState(false);
  const add = mayManage ? (
    <Button leftSection={<Icon name="plus" size={17} />} onClick={() => setCreating(true)}>
      {t('customers.new')}
    </Button>
  ) : null;
  const isEmpty = data?.items.length === 0;
  return (
    <Page
      title={t('customers.title')}
      lead={t('customers.lead')}
      titleParts={[organization?.name]}
      actions={data === undefined || isEmpty ? null : add}
    >
      <Allowed permission="customers:view">
        {isEmpty ? (
          <Panel>
            <EmptyState
              icon="customers"
              title={t('customers.empty.title')}
              body={t('customers.empty.body')}
              action={add}
            />
          </Panel>
        ) : (
          <Content />
        )}
      </Allowed>
      <CreateCustomerDialog orgId={orgId} opened={creating} onClose={() => setCreating(false)} />
    </Page>
  );
}

function Content() {
  const t = useText();
  const { orgId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(customersQuery(orgId));
  const change = (q: string | undefined) => void navigate({ search: { q }, replace: true });
  if (data === undefined)
    return error === null ? (
      <Panel flush>
        <ListSkeleton label={t('state.loading')} />
      </Panel>
    ) : (
      <ProblemView error={error} onRetry={() => void refetch()} />
    );
  const wanted = (search.q ?? '').trim().toLowerCase();
  const shown = data.items.filter(({ name, notes }) => `${name} ${notes}`.toLowerCase().includes(wanted));
  return (
    <Panel flush>
      <Group className={classes.filters ?? ''}>
        <TextInput
          size="xs"
          className={classes.find ?? ''}
          aria-label={t('customers.find')}
          placeholder={t('customers.find')}
          leftSection={<Icon name="search" size={15} />}
          value={search.q ?? ''}
          onChange={(event) => change(event.currentTarget.value || undefined)}
        />
      </Group>
      {shown.length === 0 ? (
        <NoMatch onClear={() => change(undefined)} />
      ) : (
        <CustomerList orgId={orgId} customers={shown} />
      )}
    </Panel>
  );
}

interface CustomerListProps {
  readonly orgId: string;
  readonly customers: readonly Customer[];
}

function CustomerList({ orgId, customers }: CustomerListProps) {
  const t = useText();
  const format = useFormat();
  const seesMembers = useMay('members:view');
  const { data: members } = useQuery({ ...membersQuery(orgId), enabled: seesMembers });
  const limited = (id: string) =>
    (members?.items ?? []).filter(({ customer_ids }) => customer_ids?.includes(id) === true);
  const who = ({ id, name }: Customer) => (
    <Group gap="sm" wrap="nowrap">
      <Monogram name={name} shape="square" />
      <TextLink
        to="/organizations/$orgId/customers/$customerId"
        params={{ orgId, customerId: id }}
        fw={600}
        size="sm"
        c="inherit"
      >
        {name}
      </TextLink>
    </Group>
  );
  const note = ({ notes }: Customer) => (
    <Text size="sm" c="dimmed" lineClamp={2} maw="48ch">
      {notes}
    </Text>
  );
  const columns: readonly Column<Customer>[] = [
    { key: 'name', header: t('customers.column.name'), cell: who },
    { key: 'notes', header: t('customers.column.notes'), width: '42%', cell: note },
    ...(seesMembers
      ? [
          {
            key: 'members',
            header: t('customers.column.members'),
            cell: ({ id }: Customer) => {
              const names = limited(id).map(({ user }) => user.name);
              return names.length === 0 ? (
                <Text span inherit c="dimmed">
                  –
                </Text>
              ) : (
                format.list(names)
              );
            },
          },
        ]
      : []),
    {
      key: 'created',
      header: t('customers.column.created'),
      cell: ({ created_at }) => <TimeText at={created_at} show="date" />,
    },
  ];
  return (
    <DataList
      label={t('customers.title')}
      columns={columns}
      rows={customers}
      rowKey={({ id }) => id}
      card={(customer) => ({
        title: who(customer),
        ...(customer.notes === '' ? {} : { detail: <div style={{ marginTop: 6 }}>{note(customer)}</div> }),
      })}
    />
  );
}
