import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { isProblem } from '../../api/http.ts';
import {
  changeTrail,
  type Destination,
  deleteTrail,
  testTrail,
  trailQuery,
  trailsQuery,
} from '../../api/trails.ts';
import {
  checkValues,
  enteredValues,
  type Field,
  type FormValues,
  faultsBelow,
  initialValues,
  readFields,
} from '../../form/schema.ts';
import { SchemaForm } from '../../form/schema-form.tsx';
import { useText } from '../../text/text.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Panel } from '../../ui/page.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { toastDone } from '../../ui/toasts.ts';
import { DestinationNotes } from './destination-notes.tsx';
import { FormatSelect } from './format-select.tsx';
import { TestResult } from './test-result.tsx';
import type { TrailProps } from './trail-page.tsx';
import classes from './trails.module.css';

interface SettingsTabProps extends TrailProps {
  readonly destination: Destination;
}

export function SettingsTab(props: SettingsTabProps) {
  return (
    <div className={classes.stack}>
      <SettingsPanel {...props} />
      {props.mayManage ? <TestPanel {...props} /> : null}
      {props.mayManage ? <DeletePanel {...props} /> : null}
    </div>
  );
}

/** What is sent for the form: an emptied field is removed by null. */
function changesOf(
  fields: readonly Field[],
  values: FormValues,
): Record<string, string | number | boolean | null> {
  const entered = enteredValues(fields, values);
  return Object.fromEntries(fields.map(({ name }) => [name, entered[name] ?? null]));
}

/** Name, settings and credentials. A secret that stays empty stays as it is. */
function SettingsPanel({ orgId, trail, mayManage, destination }: SettingsTabProps) {
  const t = useText();
  const queryClient = useQueryClient();
  const fields = readFields(destination.config_schema);
  const secretFields = readFields(destination.secrets_schema);
  const stored = new Set(
    Object.entries(trail.secrets ?? {}).flatMap(([name, { set }]) => (set ? [name] : [])),
  );
  const [name, setName] = useState(trail.name);
  const [config, setConfig] = useState<FormValues>(() => initialValues(fields, trail.config));
  const [secrets, setSecrets] = useState<FormValues>({});
  const [format, setFormat] = useState(trail.format);
  const [isTried, setTried] = useState(false);
  const faults = { config: checkValues(fields, config), secrets: checkValues(secretFields, secrets, stored) };
  const isGood = faults.config.size + faults.secrets.size === 0 && name.trim() !== '';
  const save = useMutation({
    mutationFn: () =>
      changeTrail(orgId, trail.id, {
        name: name.trim(),
        config: changesOf(fields, config),
        secrets: enteredValues(secretFields, secrets),
        ...(format === undefined ? {} : { format }),
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(trailQuery(orgId, trail.id).queryKey, changed);
      void queryClient.invalidateQueries({ queryKey: trailsQuery(orgId).queryKey });
      setSecrets({});
      setTried(false);
      toastDone(t('trail.saved'));
    },
  });
  const serverErrors = isProblem(save.error) ? save.error.errors : [];
  return (
    <Panel title={t('trail.settings.title')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (isGood) save.mutate();
        }}
      >
        <fieldset disabled={!mayManage} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
          <Stack gap="md" maw={620}>
            <TextInput
              label={t('wizard.name')}
              maxLength={100}
              value={name}
              error={isTried && name.trim() === '' ? t('form.required') : undefined}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <SchemaForm
              fields={fields}
              values={config}
              onChange={setConfig}
              serverFaults={faultsBelow(serverErrors, 'config')}
              {...(isTried ? { faults: faults.config } : {})}
            />
            <SchemaForm
              fields={secretFields}
              values={secrets}
              onChange={setSecrets}
              stored={stored}
              serverFaults={faultsBelow(serverErrors, 'secrets')}
              {...(isTried ? { faults: faults.secrets } : {})}
            />
            <FormatSelect destination={destination} value={format} onChange={setFormat} />
            <DestinationNotes destination={destination} />
            {save.error === null ? null : <ProblemView error={save.error} />}
            {mayManage ? (
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending}>
                  {t('action.save')}
                </Button>
              </Group>
            ) : null}
          </Stack>
        </fieldset>
      </form>
    </Panel>
  );
}

function TestPanel({ orgId, trail }: SettingsTabProps) {
  const t = useText();
  const test = useMutation({ mutationFn: () => testTrail(orgId, trail.id) });
  return (
    <Panel
      title={t('wizard.test')}
      aside={
        <Button
          size="xs"
          variant="default"
          loading={test.isPending}
          leftSection={<Icon name="send" size={14} />}
          onClick={() => test.mutate()}
        >
          {test.data === undefined ? t('wizard.test.send') : t('wizard.test.again')}
        </Button>
      }
    >
      <Stack gap="sm" maw={620}>
        <Text size="sm" c="dimmed">
          {t('wizard.test.body')}
        </Text>
        {test.error === null ? null : <ProblemView error={test.error} />}
        {test.data === undefined ? null : <TestResult result={test.data} />}
      </Stack>
    </Panel>
  );
}

function DeletePanel({ orgId, trail }: SettingsTabProps) {
  const t = useText();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteTrail(orgId, trail.id, trail.name),
    onSuccess: () => {
      toastDone(t('trail.deleted', { name: trail.name }));
      void navigate({ to: '/organizations/$orgId/trails', params: { orgId } }).then(() => {
        queryClient.removeQueries({ queryKey: trailQuery(orgId, trail.id).queryKey });
        return queryClient.invalidateQueries({ queryKey: trailsQuery(orgId).queryKey });
      });
    },
  });
  return (
    <Panel title={t('trail.delete')}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed" maw="60ch">
          {t('trail.delete.lead')}
        </Text>
        <Button variant="default" className={classes.bad ?? ''} onClick={() => setAsking(true)}>
          {t('trail.delete')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('trail.delete.title', { name: trail.name })}
        submit={t('trail.delete')}
        typeName={trail.name}
        busy={remove.isPending}
        error={remove.error}
        onSubmit={() => remove.mutate()}
      >
        {t('trail.delete.body')}
      </ConfirmDialog>
    </Panel>
  );
}
