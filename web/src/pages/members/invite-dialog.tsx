import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { customersQuery } from '../../api/customers.ts';
import { isProblem } from '../../api/http.ts';
import { invitationsQuery, invite, type NewInvitation } from '../../api/invitations.ts';
import type { MemberRights } from '../../api/permissions.ts';
import { useMay } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { isComplete, RightsForm } from './rights-form.tsx';

interface InviteDialogProps {
  readonly orgId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (invitation: NewInvitation) => void;
}

export function InviteDialog({ opened, onClose, ...form }: InviteDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.title')}
      size={720}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <InviteForm {...form} onClose={onClose} />
    </Modal>
  );
}

/** A reader sees and changes nothing: the safest to begin with. */
const firstRights: MemberRights = { role: 'READER', permissions: [], customer_ids: null };

/** Only catches slips; the server decides. */
const looksLikeEmail = /^[^\s@]+@[^\s@]+$/;

function InviteForm({ orgId, onClose, onMade }: Omit<InviteDialogProps, 'opened'>) {
  const t = useText();
  const queryClient = useQueryClient();
  const seesCustomers = useMay('customers:view');
  const { data: customers } = useQuery({ ...customersQuery(orgId), enabled: seesCustomers });
  const [email, setEmail] = useState('');
  const [rights, setRights] = useState(firstRights);
  const [tried, setTried] = useState(false);
  const isEmail = looksLikeEmail.test(email.trim());
  const send = useMutation({
    mutationFn: () => invite(orgId, { email: email.trim(), ...rights }),
    onSuccess: async (invitation) => {
      await queryClient.invalidateQueries({ queryKey: invitationsQuery(orgId).queryKey });
      onMade(invitation);
    },
  });
  const problem = isProblem(send.error) ? send.error : undefined;
  const fault =
    problem?.code === 'member.exists'
      ? (problem.detail ?? problem.message)
      : problem?.errors.find(({ path }) => path === 'email')?.message;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isEmail && isComplete(rights)) send.mutate();
      }}
    >
      <Stack gap="lg">
        <TextInput
          label={t('invite.email')}
          description={t('invite.email.body')}
          type="email"
          autoComplete="off"
          maxLength={254}
          data-autofocus
          value={email}
          error={tried && !isEmail ? t('invite.email.invalid') : fault}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RightsForm value={rights} onChange={setRights} customers={customers?.items} tried={tried} />
        {send.error === null || fault !== undefined ? null : <ProblemView error={send.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('invite.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
