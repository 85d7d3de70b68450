import { ActionIcon, Button, Checkbox, Group, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { type Grant, grantable, integrationPermissions } from '../../api/permissions.ts';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { has, type Narrowing, narrowings, toggled, toggledAll, without } from './rights.ts';
import classes from './rights-form.module.css';
import { narrowingText } from './rights-text.tsx';

interface IntegrationRightsProps {
  readonly value: readonly Grant[];
  readonly onChange: (value: readonly Grant[]) => void;
}

/** Each right on integrations by itself: for all, and on top of that for those of single connectors. */
export function IntegrationRights({ value, onChange }: IntegrationRightsProps) {
  const t = useText();
  // A connector that was just added has no grants yet, and one whose last grant was taken stays to be seen.
  const [added, setAdded] = useState<readonly string[]>([]);
  const found = narrowings(value);
  const rows = [
    ...found,
    ...added
      .filter((name) => !found.some(({ connector }) => connector === name))
      .map((connector) => ({ connector })),
  ];
  return (
    <fieldset className={classes.group} data-wide>
      <legend>{t('rights.group.integrations')}</legend>
      {rows.map((narrowing) => (
        <Row
          key={narrowingText(t, narrowing)}
          narrowing={narrowing}
          value={value}
          onChange={onChange}
          onRemove={() => {
            setAdded(added.filter((name) => name !== narrowing.connector));
            onChange(without(value, narrowing));
          }}
        />
      ))}
      <AddConnector onAdd={(connector) => setAdded([...new Set([...added, connector])])} />
    </fieldset>
  );
}

interface RowProps extends IntegrationRightsProps {
  readonly narrowing: Narrowing;
  readonly onRemove: () => void;
}

function Row({ narrowing, value, onChange, onRemove }: RowProps) {
  const t = useText();
  const name = narrowingText(t, narrowing);
  const count = integrationPermissions.filter((each) => has(value, each, narrowing)).length;
  const isAll = count === integrationPermissions.length;
  const isNarrow = narrowing.connector !== undefined || narrowing.integration_id !== undefined;
  const remove = t('rights.integrations.remove', { connector: name });
  return (
    <section className={classes.row} aria-label={name}>
      <Group justify="space-between" wrap="nowrap" gap="xs" mih={28}>
        <Checkbox
          label={name}
          fw={560}
          checked={isAll}
          indeterminate={count > 0 && !isAll}
          onChange={() => onChange(toggledAll(value, !isAll, narrowing))}
        />
        {isNarrow ? (
          <Tooltip label={remove}>
            <ActionIcon size={28} aria-label={remove} onClick={onRemove}>
              <Icon name="close" size={15} />
            </ActionIcon>
          </Tooltip>
        ) : null}
      </Group>
      <div className={classes.matrix}>
        {integrationPermissions.map((permission) => (
          <Checkbox
            key={permission}
            size="xs"
            label={t(`permission.${permission}`)}
            checked={has(value, permission, narrowing)}
            onChange={({ currentTarget: { checked } }) =>
              onChange(toggled(value, permission, checked, { narrowing, offered: grantable }))
            }
          />
        ))}
      </div>
    </section>
  );
}

/** Ids of connectors are lower-case words with hyphens. */
const connectorId = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function AddConnector({ onAdd }: { readonly onAdd: (connector: string) => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const id = text.trim().toLowerCase();
  const add = () => {
    if (!connectorId.test(id)) return;
    onAdd(id);
    setText('');
  };
  return (
    <Group gap="xs" align="flex-end" mt="sm">
      <TextInput
        className={classes.add ?? ''}
        size="xs"
        label={t('rights.integrations.add')}
        description={t('rights.integrations.add.body')}
        value={text}
        maxLength={100}
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
      />
      <Button size="xs" variant="default" disabled={!connectorId.test(id)} onClick={add}>
        {t('rights.integrations.add.submit')}
      </Button>
    </Group>
  );
}
