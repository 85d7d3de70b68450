import { Button, Group, Text } from '@mantine/core';
import type { QueryFault } from '../api/events.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './query-box.module.css';

interface QueryFaultTextProps {
  readonly fault: QueryFault;
  readonly query: string;
  readonly onFix: (query: string) => void;
}

/** What is wrong with a query, and a button that writes what was probably meant. */
export function QueryFaultText({ fault, query, onFix }: QueryFaultTextProps) {
  const t = useText();
  const { message, position, length, suggestion } = fault;
  return (
    <Group id="query-fault" role="alert" gap={8} className={classes.faultText ?? ''}>
      <Icon name="error" size={15} />
      <Text span size="sm">
        {t('query.fault', { position: position + 1, message })}
      </Text>
      {suggestion === undefined ? null : (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => onFix(query.slice(0, position) + suggestion + query.slice(position + length))}
        >
          {t('query.use', { suggestion })}
        </Button>
      )}
    </Group>
  );
}
