import { DeleteDialog, DisableDialog, EndFormerDialog, RotateDialog } from './client-confirms.tsx';
import { ClientFormDialog } from './client-form-dialog.tsx';
import type { OpenDialog } from './oauth-clients-page.tsx';
import { PeopleDialog } from './people-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

interface ClientDialogsProps {
  readonly orgId: string;
  readonly dialog: OpenDialog;
  readonly onDialog: (dialog: OpenDialog | undefined) => void;
}

/** The dialogs of the page, loaded with the first that is opened. */
export function ClientDialogs({ orgId, dialog, onDialog }: ClientDialogsProps) {
  const close = () => onDialog(undefined);
  const common = { orgId, onClose: close };
  switch (dialog.kind) {
    case 'create':
      return (
        <ClientFormDialog
          {...common}
          client="new"
          onCreated={(client) => onDialog({ kind: 'secret', client, isNew: true })}
        />
      );
    case 'edit':
      return <ClientFormDialog {...common} client={dialog.client} onCreated={close} />;
    case 'secret':
      return <SecretDialog {...common} client={dialog.client} isNew={dialog.isNew} />;
    case 'rotate':
      return (
        <RotateDialog
          {...common}
          client={dialog.client}
          onRotated={(client) => onDialog({ kind: 'secret', client, isNew: false })}
        />
      );
    case 'endFormer':
      return <EndFormerDialog {...common} client={dialog.client} />;
    case 'people':
      return <PeopleDialog {...common} client={dialog.client} />;
    case 'disable':
      return <DisableDialog {...common} client={dialog.client} />;
    case 'delete':
      return <DeleteDialog {...common} client={dialog.client} />;
  }
}
