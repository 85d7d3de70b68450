import { Button, Checkbox, Group, Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Candidate,
  type PermittedUsers,
  permittedUsersQuery,
  permitUsers,
} from '../../api/permitted-users.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { type Difference, differenceOf, isSame } from './difference.ts';
import classes from './permitted-users.module.css';

interface PermittedFormProps {
  readonly orgId: string;
  readonly target: string;
  readonly name: string;
  readonly permitted: PermittedUsers;
  readonly members: readonly Candidate[];
}

export function PermittedForm({ orgId, target, name, permitted, members }: PermittedFormProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const [everyone, setEveryone] = useState(permitted.everyone);
  const [chosen, setChosen] = useState(permitted.member_ids);
  const difference = differenceOf(members, permitted, { everyone, member_ids: chosen });
  const save = useMutation({
    mutationFn: () => permitUsers(orgId, target, everyone ? { everyone: true } : { member_ids: chosen }),
    onSuccess: (saved) => {
      queryClient.setQueryData(permittedUsersQuery(orgId, target).queryKey, saved);
      toastDone(t('permitted.saved', { name }));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="lg">
        <Radio.Group
          label={t('permitted.who')}
          value={everyone ? 'everyone' : 'chosen'}
          onChange={(value) => setEveryone(value === 'everyone')}
        >
          <Stack gap="sm" mt={8}>
            <Radio
              value="everyone"
              label={t('permitted.everyone')}
              description={t('permitted.everyone.body')}
            />
            <Radio value="chosen" label={t('permitted.chosen')} description={t('permitted.chosen.body')} />
          </Stack>
        </Radio.Group>
        {everyone ? null : <Members members={members} chosen={chosen} onChosen={setChosen} />}
        <Changes difference={difference} />
        {save.error === null ? null : <ProblemView error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={isSame(difference)}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface MembersProps {
  readonly members: readonly Candidate[];
  readonly chosen: readonly string[];
  readonly onChosen: (chosen: readonly string[]) => void;
}

function Members({ members, chosen, onChosen }: MembersProps) {
  const t = useText();
  const [find, setFind] = useState('');
  const shown = members.filter(({ user }) =>
    `${user.name} ${user.email}`.toLowerCase().includes(find.trim().toLowerCase()),
  );
  const toggle = (id: string) =>
    onChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className={classes.members}>
      <legend className={classes.legend}>{t('permitted.count', { count: chosen.length })}</legend>
      <TextInput
        size="xs"
        aria-label={t('permitted.search')}
        placeholder={t('permitted.search')}
        leftSection={<Icon name="search" size={15} />}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
      <ScrollArea.Autosize mah={320} type="auto" mt={8}>
        {shown.length === 0 ? (
          <Text size="sm" c="dimmed" p="xs">
            {t('permitted.noMatch')}
          </Text>
        ) : (
          shown.map(({ id, role, user }) => (
            <Checkbox
              key={id}
              className={classes.member ?? ''}
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
              label={user.name}
              description={`${user.email} · ${t(`role.${role}`)}`}
            />
          ))
        )}
      </ScrollArea.Autosize>
    </fieldset>
  );
}

/** What saving will do, person by person. */
function Changes({ difference }: { readonly difference: Difference }) {
  const t = useText();
  const lists = [
    ['granted', 'good', 'plus', difference.granted],
    ['revoked', 'bad', 'close', difference.revoked],
  ] as const;
  return (
    <section className={classes.changes} aria-label={t('permitted.difference')} aria-live="polite">
      <Text fw={560} size="sm">
        {t('permitted.difference')}
      </Text>
      {isSame(difference) ? (
        <Text size="sm" c="dimmed">
          {t('permitted.noChange')}
        </Text>
      ) : (
        lists.map(([kind, tone, icon, members]) =>
          members.length === 0 && difference.later !== kind ? null : (
            <div key={kind} className={classes.change} data-tone={tone}>
              <Icon name={icon} size={15} />
              <Text size="sm">
                {t(`permitted.${kind}`)}
                {': '}
                {[
                  ...members.map(({ user }) => user.name),
                  ...(difference.later === kind ? [t('permitted.others')] : []),
                ].join(', ')}
              </Text>
            </div>
          ),
        )
      )}
    </section>
  );
}
