import { Accordion, Alert, Stack, Text } from '@mantine/core';
import type { TrailTest } from '../../api/trails.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Icon } from '../../ui/icons.tsx';

/** What a test sent and what came back, and where to look for it. */
export function TestResult({ result }: { readonly result: TrailTest }) {
  const t = useText();
  const format = useFormat();
  const { ok, status, ms, reason, look_for, request, response } = result;
  const duration = format.duration(ms / 1000);
  return (
    <Stack gap="sm">
      <Alert
        role="status"
        color={ok ? 'lichen' : 'red'}
        variant="light"
        icon={<Icon name={ok ? 'checkCircle' : 'error'} />}
        title={
          ok
            ? t('trail.test.ok', { duration })
            : status === null
              ? t('trail.test.noAnswer', { duration })
              : t('trail.test.refused', { status, duration })
        }
      >
        <Text size="sm">{ok ? look_for : reason}</Text>
      </Alert>
      <Accordion variant="contained" chevronPosition="left" order={3}>
        <Accordion.Item value="request">
          <Accordion.Control>{t('trail.request')}</Accordion.Control>
          <Accordion.Panel>
            <CodeBlock code={request} label={t('trail.request')} />
          </Accordion.Panel>
        </Accordion.Item>
        {response === null ? null : (
          <Accordion.Item value="response">
            <Accordion.Control>{t('trail.response')}</Accordion.Control>
            <Accordion.Panel>
              <CodeBlock code={response} label={t('trail.response')} />
            </Accordion.Panel>
          </Accordion.Item>
        )}
      </Accordion>
    </Stack>
  );
}
