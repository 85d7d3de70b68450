import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Attempt, deliveryQuery } from '../../api/trails.ts';
import { useFormat } from '../../text/format.ts';
import { useText } from '../../text/text.tsx';
import { CodeBadge } from '../../ui/badge.tsx';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Icon } from '../../ui/icons.tsx';
import { TextLink } from '../../ui/link.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { SideDrawer } from '../../ui/side-drawer.tsx';
import { TimeText } from '../../ui/time-text.tsx';
import { DeliveryBadge } from './deliveries-tab.tsx';
import classes from './trails.module.css';

interface DeliveryDrawerProps {
  readonly orgId: string;
  readonly trailId: string;
  readonly deliveryId: string;
  readonly onClose: () => void;
}

/** A delivery with its attempts: what was sent, what came back, when the next one is. */
export function DeliveryDrawer({ orgId, trailId, deliveryId, onClose }: DeliveryDrawerProps) {
  const t = useText();
  const { data, error, refetch } = useQuery(deliveryQuery(orgId, trailId, deliveryId));
  return (
    <SideDrawer title={t('delivery.title')} onClose={onClose} size={640}>
      {error !== null && data === undefined ? (
        <ProblemView error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton height={240} />
      ) : (
        <Stack gap="sm">
          <Group gap="sm">
            <DeliveryBadge status={data.status} />
            <Text size="sm">
              {t('delivery.summary', { count: data.events, tries: data.attempts.length })}
            </Text>
            {data.next_attempt_at === null ? null : (
              <Text size="sm">
                {t('delivery.next')} <TimeText at={data.next_attempt_at} show="relative" />
              </Text>
            )}
          </Group>
          <TextLink
            to="/organizations/$orgId/audit-logs"
            params={{ orgId }}
            search={{ q: `seq:${data.first_seq}..${data.last_seq}`, from: '2000-01-01', to: 'now' }}
            size="sm"
          >
            {t('delivery.openEvents')}
          </TextLink>
          {data.attempts.toReversed().map((attempt) => (
            <AttemptView key={attempt.number} attempt={attempt} />
          ))}
        </Stack>
      )}
    </SideDrawer>
  );
}

function AttemptView({ attempt }: { readonly attempt: Attempt }) {
  const t = useText();
  const format = useFormat();
  const { number, at, duration_ms: ms, outcome, status, reason, request, response } = attempt;
  const isGood = outcome === 'delivered';
  return (
    <section className={classes.attempt} aria-label={t('delivery.attempt', { number })}>
      <Group gap="sm" mb={8} data-good={isGood}>
        <Icon name={isGood ? 'checkCircle' : 'error'} size={17} />
        <Text fw={600}>{t('delivery.attempt', { number })}</Text>
        {status === null ? null : <CodeBadge>{String(status)}</CodeBadge>}
        <Text size="sm" c="dimmed">
          <TimeText at={at} /> · {format.duration(ms / 1000)}
        </Text>
      </Group>
      <Stack gap={8}>
        {reason === null ? null : (
          <Text size="sm" className={classes.bad}>
            {reason}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t('trail.request')}
        </Text>
        <CodeBlock code={request} label={`${t('trail.request')} ${number}`} />
        {response === null ? null : (
          <>
            <Text size="xs" c="dimmed">
              {t('trail.response')}
            </Text>
            <CodeBlock code={response} label={`${t('trail.response')} ${number}`} />
          </>
        )}
      </Stack>
    </section>
  );
}
