import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text, Tooltip } from '@mantine/core';
import { useText } from '../../text/text.tsx';
import { Icon } from '../../ui/icons.tsx';
import { type ColumnKey, columnKeys, logColumns } from './columns.tsx';

interface ColumnsMenuProps {
  readonly columns: readonly ColumnKey[];
  readonly isChosen: boolean;
  readonly onChange: (columns: readonly ColumnKey[] | null) => void;
}

/** Which columns there are, and in which order; arrows instead of dragging, so that keys do it too. */
export function ColumnsMenu({ columns, isChosen, onChange }: ColumnsMenuProps) {
  const t = useText();
  const others = columnKeys.filter((key) => !columns.includes(key));
  const move = (index: number, by: number) => {
    const next = [...columns];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + by, 0, moved);
    onChange(next);
  };
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('log.columns')}>
          <ActionIcon aria-label={t('log.columns')} size={32}>
            <Icon name="columns" size={18} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown
        aria-label={t('log.columns')}
        p="sm"
        mah="min(70vh, 320px)"
        style={{ overflowY: 'auto' }}
      >
        <Stack gap={2} miw={240}>
          {[...columns, ...others].map((key) => {
            const index = columns.indexOf(key);
            const label = t(logColumns[key].header);
            return (
              <Group key={key} justify="space-between" wrap="nowrap" mih={32}>
                <Checkbox
                  size="xs"
                  label={label}
                  checked={index >= 0}
                  disabled={index >= 0 && columns.length === 1}
                  onChange={() =>
                    onChange(index >= 0 ? columns.filter((each) => each !== key) : [...columns, key])
                  }
                />
                {index < 0 ? null : (
                  <Group gap={0} wrap="nowrap">
                    <ActionIcon
                      size={26}
                      disabled={index === 0}
                      aria-label={t('log.columns.earlier', { column: label })}
                      onClick={() => move(index, -1)}
                    >
                      <Icon name="chevronLeft" size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size={26}
                      disabled={index === columns.length - 1}
                      aria-label={t('log.columns.later', { column: label })}
                      onClick={() => move(index, 1)}
                    >
                      <Icon name="chevronRight" size={14} />
                    </ActionIcon>
                  </Group>
                )}
              </Group>
            );
          })}
          {isChosen ? (
            <Button size="xs" variant="subtle" mt={6} onClick={() => onChange(null)}>
              {t('log.columns.usual')}
            </Button>
          ) : (
            <Text size="xs" c="dimmed" mt={6} maw={240}>
              {t('log.columns.fit')}
            </Text>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
