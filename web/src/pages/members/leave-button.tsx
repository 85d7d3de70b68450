import { Button, type ButtonProps } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { leave } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { toastDone } from '../../ui/toasts.ts';

interface LeaveButtonProps extends ButtonProps {
  readonly organization: { readonly id: string; readonly name: string };
}

/** Ends one's own membership, after its name was typed. */
export function LeaveButton({ organization, ...look }: LeaveButtonProps) {
  const t = useText();
  const { id, name } = organization;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const go = useMutation({
    mutationFn: () => leave(id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      toastDone(t('leave.done', { name }));
      setAsking(false);
      await navigate({ to: '/organizations' });
      queryClient.removeQueries({ queryKey: ['organizations', id] });
      await queryClient.invalidateQueries({ queryKey: ['organizations'] });
    },
  });
  return (
    <>
      <Button variant="default" size="xs" {...look} onClick={() => setAsking(true)}>
        {t('leave.action')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('leave.title', { name })}
        submit={t('leave.submit')}
        typeName={name}
        busy={go.isPending}
        error={go.error}
        onSubmit={() => go.mutate()}
      >
        {t('leave.body')}
      </ConfirmDialog>
    </>
  );
}
