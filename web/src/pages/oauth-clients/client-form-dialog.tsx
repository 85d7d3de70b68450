import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Scope, scopes } from '../../api/api-tokens.ts';
import { isProblem } from '../../api/http.ts';
import {
  type ClientInput,
  type ClientWithSecret,
  createClient,
  type OAuthClient,
  oauthClientsQuery,
  updateClient,
} from '../../api/oauth-clients.ts';
import { useText } from '../../text/text.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import classes from './client-dialog.module.css';
import { LogoField } from './logo-field.tsx';

interface ClientFormDialogProps {
  readonly orgId: string;
  /** `new`, the client to change, or nothing while closed. */
  readonly client: OAuthClient | 'new' | undefined;
  readonly onClose: () => void;
  readonly onCreated: (client: ClientWithSecret) => void;
}

export function ClientFormDialog({ client, onClose, ...rest }: ClientFormDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  const title =
    client === undefined || client === 'new'
      ? t('oauth.create.title')
      : t('oauth.edit.title', { name: client.name });
  return (
    <Modal
      opened={client !== undefined}
      onClose={onClose}
      title={title}
      size="lg"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ClientForm {...rest} client={client === 'new' ? undefined : client} onClose={onClose} />
    </Modal>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function useSave(
  orgId: string,
  client: OAuthClient | undefined,
  done: (made: ClientWithSecret | null) => void,
) {
  const t = useText();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input: ClientInput): Promise<ClientWithSecret | null> => {
      if (client === undefined) return createClient(orgId, input);
      await updateClient(orgId, client.client_id, input);
      return null;
    },
    onSuccess: async (made, { name }) => {
      await queryClient.invalidateQueries({ queryKey: oauthClientsQuery(orgId).queryKey });
      if (made === null) toastDone(t('oauth.saved', { name }));
      done(made);
    },
  });
}

type FormProps = Omit<ClientFormDialogProps, 'client'> & { readonly client: OAuthClient | undefined };

function ClientForm({ orgId, client, onClose, onCreated }: FormProps) {
  const t = useText();
  const [name, setName] = useState(client?.name ?? '');
  const [redirects, setRedirects] = useState(client?.redirect_uris.join('\n') ?? '');
  const [chosen, setChosen] = useState<readonly string[]>(client?.scopes ?? ['events:read']);
  const [logo, setLogo] = useState(client?.logo_url ?? null);
  const [tried, setTried] = useState(false);
  const save = useSave(orgId, client, (made) => (made === null ? onClose() : onCreated(made)));
  const faults = isProblem(save.error) ? save.error.errors : [];
  const fault = (field: string) => faults.find(({ path }) => path === field || path.startsWith(`${field}[`));
  const lines = linesOf(redirects);
  const redirectFault = fault('redirect_uris');
  const badLine = lines[Number(/\[(\d+)\]/.exec(redirectFault?.path ?? '')?.[1] ?? -1)];
  const isComplete = name.trim() !== '' && lines.length > 0 && chosen.length > 0;
  const logoChange = logo === (client?.logo_url ?? null) ? {} : { logo };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const kept = scopes.filter((scope) => chosen.includes(scope));
        if (isComplete) save.mutate({ name: name.trim(), redirect_uris: lines, scopes: kept, ...logoChange });
      }}
    >
      <Stack gap="lg">
        <TextInput
          label={t('oauth.name')}
          description={t('oauth.name.body')}
          placeholder={t('oauth.name.example')}
          maxLength={100}
          data-autofocus
          autoComplete="off"
          value={name}
          error={tried && name.trim() === '' ? t('form.required') : fault('name')?.message}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('oauth.redirects')}
          description={t('oauth.redirects.body')}
          placeholder="https://app.example.com/callback"
          autosize
          minRows={2}
          maxRows={6}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          value={redirects}
          error={
            tried && lines.length === 0
              ? t('form.required')
              : redirectFault === undefined
                ? undefined
                : `${badLine ?? ''} ${redirectFault.message}`.trim()
          }
          onChange={(event) => setRedirects(event.currentTarget.value)}
        />
        <Scopes
          value={chosen}
          onChange={setChosen}
          error={tried && chosen.length === 0 ? t('oauth.scopes.none') : fault('scopes')?.message}
        />
        <LogoField name={name.trim()} value={logo} onChange={setLogo} error={fault('logo')?.message} />
        {save.error === null || faults.length > 0 ? null : <ProblemView error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {client === undefined ? t('oauth.create.submit') : t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ScopesProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
}

function Scopes({ value, onChange, error }: ScopesProps) {
  const t = useText();
  return (
    <Checkbox.Group
      label={t('oauth.scopes')}
      description={t('oauth.scopes.body')}
      error={error}
      value={[...value]}
      onChange={onChange}
    >
      <div className={classes.scopes}>
        {scopes.map((scope: Scope) => (
          <Checkbox
            key={scope}
            value={scope}
            label={scope === 'admin' ? t('oauth.scopes.admin') : t(`scope.${scope}`)}
            description={<span className="mono">{scope}</span>}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
