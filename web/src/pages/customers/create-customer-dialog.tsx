import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { createCustomer, customersQuery } from '../../api/customers.ts';
import { useText } from '../../text/text.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { CustomerForm, type CustomerValues } from './customer-form.tsx';

interface CreateCustomerDialogProps {
  readonly orgId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function CreateCustomerDialog({ orgId, opened, onClose }: CreateCustomerDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: (values: CustomerValues) => createCustomer(orgId, values),
    onSuccess: async ({ id, name }) => {
      await queryClient.invalidateQueries({ queryKey: customersQuery(orgId).queryKey });
      toastDone(t('customers.created', { name }));
      await navigate({
        to: '/organizations/$orgId/customers/$customerId',
        params: { orgId, customerId: id },
      });
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('customers.create.title')}
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <CustomerForm
        first={{ name: '', notes: '' }}
        submit={t('customers.create.submit')}
        busy={create.isPending}
        error={create.error}
        onSubmit={(values) => create.mutate(values)}
        aside={
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        }
      />
    </Modal>
  );
}
