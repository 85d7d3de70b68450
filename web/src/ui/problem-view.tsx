import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { isProblem, type Problem } from '../api/http.ts';
import type { Translate } from '../text/catalog.ts';
import { useText } from '../text/text.tsx';
import { CopyButton } from './copy-button.tsx';
import { Icon, type IconName } from './icons.tsx';
import classes from './problem-view.module.css';

/** What to say about an error: the server's own words where it gave some, ours where it did not. */
export function problemText(t: Translate, error: unknown): { title: string; body: string } {
  if (!isProblem(error)) return { title: t('error.page.title'), body: t('error.page.body') };
  if (error.status === 0) return { title: t('error.0.title'), body: t('error.0.body') };
  if (error.status === 404) return { title: t('error.404.title'), body: t('error.404.body') };
  if (error.status === 403) return { title: t('error.403.title'), body: error.detail ?? t('error.403.body') };
  if (error.status >= 500) return { title: t('error.500.title'), body: t('error.500.body') };
  return { title: error.message, body: error.detail ?? '' };
}

function RequestId({ problem }: { readonly problem: Problem }) {
  const t = useText();
  if (problem.requestId === undefined) return null;
  return (
    <Group gap={6} className={classes.requestId}>
      <Text size="sm" c="dimmed">
        {t('error.requestId')}
      </Text>
      <code className="mono">{problem.requestId}</code>
      <CopyButton value={problem.requestId} />
    </Group>
  );
}

interface ProblemViewProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** An error in the place where the content would be: cause, request id, another try. */
export function ProblemView({ error, onRetry }: ProblemViewProps) {
  const t = useText();
  const { title, body } = problemText(t, error);
  return (
    <Alert
      role="alert"
      color="red"
      variant="default"
      icon={<Icon name="error" />}
      title={title}
      className={classes.alert}
    >
      <Stack gap="xs">
        {body === '' ? null : <Text size="sm">{body}</Text>}
        {isProblem(error) ? <RequestId problem={error} /> : null}
        {onRetry === undefined ? null : (
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<Icon name="refresh" size={15} />}
              onClick={onRetry}
            >
              {t('error.retry')}
            </Button>
          </div>
        )}
      </Stack>
    </Alert>
  );
}

const marks: Readonly<Record<number, IconName>> = { 0: 'offline', 403: 'shield', 404: 'trail' };

/** A whole page for an error: 404, 403, 500, no connection, or a fault of the portal itself. */
export function ProblemPage({ error, onRetry }: ProblemViewProps) {
  const t = useText();
  const { title, body } = problemText(t, error);
  const status = isProblem(error) ? error.status : -1;
  return (
    <Stack className={classes.page} gap="xs">
      <span className={classes.mark}>
        <Icon name={marks[status] ?? 'error'} size={26} />
      </span>
      {status > 0 ? (
        <Text className="tabular" c="dimmed" fw={600}>
          {status}
        </Text>
      ) : null}
      <Title order={1}>{title}</Title>
      <Text c="dimmed" maw="56ch">
        {body}
      </Text>
      {isProblem(error) ? <RequestId problem={error} /> : null}
      <Group mt="sm" gap="xs">
        {onRetry === undefined ? null : <Button onClick={onRetry}>{t('error.retry')}</Button>}
        <Button component="a" href="/" variant="default">
          {t('error.home')}
        </Button>
      </Group>
    </Stack>
  );
}
