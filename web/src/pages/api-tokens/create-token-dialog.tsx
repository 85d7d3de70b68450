import {
  Button,
  Checkbox,
  Group,
  Input,
  Modal,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  apiTokensQuery,
  createApiToken,
  type NewApiToken,
  type Scope,
  scopes,
} from '../../api/api-tokens.ts';
import { isProblem } from '../../api/http.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { Warning } from '../../ui/confirm-dialog.tsx';
import { useIsNarrow } from '../../ui/data-list.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { AddressInput, badEntries } from './address-input.tsx';
import classes from './create-token-dialog.module.css';
import { expiryOf, type Validity, validities } from './validity.ts';

interface CreateTokenDialogProps {
  readonly orgId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onCreated: (token: NewApiToken) => void;
}

export function CreateTokenDialog({ opened, onClose, ...form }: CreateTokenDialogProps) {
  const t = useText();
  const narrow = useIsNarrow();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('tokens.create.title')}
      size="lg"
      fullScreen={narrow}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <CreateTokenForm {...form} onClose={onClose} />
    </Modal>
  );
}

function CreateTokenForm({ orgId, onClose, onCreated }: Omit<CreateTokenDialogProps, 'opened'>) {
  const t = useText();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(['events:write']);
  const [validity, setValidity] = useState<Validity>('90');
  const [date, setDate] = useState('');
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const expiry = expiryOf(validity, date, Date.now());
  const create = useMutation({
    mutationFn: (expiresAt: Date | null) =>
      createApiToken(orgId, {
        name: name.trim(),
        scopes: scopes.filter((scope) => chosen.includes(scope)),
        expires_at: expiresAt?.toISOString() ?? null,
        allowed_addresses: addresses,
      }),
    onSuccess: async (token) => {
      await queryClient.invalidateQueries({ queryKey: apiTokensQuery(orgId).queryKey });
      onCreated(token);
    },
  });
  const faults = isProblem(create.error) ? create.error.errors : [];
  const fault = (path: string) => faults.find((each) => each.path === path)?.message;
  const hasNone = chosen.length === 0;
  const isComplete = name.trim() !== '' && !hasNone && badEntries(addresses).length === 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isComplete && expiry !== undefined) create.mutate(expiry);
      }}
    >
      <Stack gap="lg">
        <TextInput
          label={t('tokens.create.name')}
          description={t('tokens.create.name.body')}
          placeholder={t('tokens.create.name.example')}
          required
          withAsterisk={false}
          maxLength={100}
          data-autofocus
          autoComplete="off"
          value={name}
          error={tried && name.trim() === '' ? t('form.required') : fault('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ScopeChoice
          value={chosen}
          onChange={setChosen}
          error={tried && hasNone ? t('tokens.create.scopes.none') : fault('scopes')}
        />
        <ValidityChoice
          validity={validity}
          onValidity={setValidity}
          date={date}
          onDate={setDate}
          expiry={expiry}
          error={tried && expiry === undefined ? t('tokens.create.date.past') : fault('expires_at')}
        />
        <AddressInput
          value={addresses}
          onChange={setAddresses}
          serverFault={faults.find(({ path }) => path.startsWith('allowed_addresses'))?.message}
        />
        {create.error === null || faults.length > 0 ? null : <ProblemView error={create.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('tokens.create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ScopeChoiceProps {
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly error: string | undefined;
}

function ScopeChoice({ value, onChange, error }: ScopeChoiceProps) {
  const t = useText();
  return (
    <Checkbox.Group
      label={t('tokens.create.scopes')}
      description={t('tokens.create.scopes.body')}
      error={error}
      value={[...value]}
      onChange={onChange}
    >
      <div className={classes.scopes}>
        {scopes.map((scope: Scope) => (
          <Checkbox
            key={scope}
            value={scope}
            label={t(`scope.${scope}`)}
            description={<span className="mono">{scope}</span>}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}

interface ValidityChoiceProps {
  readonly validity: Validity;
  readonly onValidity: (validity: Validity) => void;
  readonly date: string;
  readonly onDate: (date: string) => void;
  readonly expiry: Date | null | undefined;
  readonly error: string | undefined;
}

function ValidityChoice({ validity, onValidity, date, onDate, expiry, error }: ValidityChoiceProps) {
  const t = useText();
  const format = useFormat();
  const narrow = useIsNarrow();
  const data = validities.map((each) => ({
    value: each,
    label:
      each === 'date'
        ? t('tokens.create.date')
        : each === 'never'
          ? t('tokens.create.never')
          : t('tokens.create.days', { days: each }),
  }));
  return (
    <Stack gap="xs">
      {narrow ? (
        <Select
          label={t('tokens.create.validity')}
          data={data}
          value={validity}
          onChange={(next) => onValidity(validities.find((each) => each === next) ?? '90')}
        />
      ) : (
        <Input.Wrapper label={t('tokens.create.validity')} labelElement="div">
          <SegmentedControl
            fullWidth
            mt={4}
            aria-label={t('tokens.create.validity')}
            data={data}
            value={validity}
            onChange={onValidity}
          />
        </Input.Wrapper>
      )}
      {validity === 'date' ? (
        <TextInput
          type="date"
          label={t('tokens.create.date.label')}
          value={date}
          error={error}
          onChange={(event) => onDate(event.currentTarget.value)}
        />
      ) : null}
      {validity === 'never' ? <Warning>{t('tokens.create.never.warning')}</Warning> : null}
      {expiry === null || expiry === undefined ? null : (
        <Text size="sm" c="dimmed">
          {t('tokens.create.until', { date: format.date(expiry) })}
        </Text>
      )}
    </Stack>
  );
}
