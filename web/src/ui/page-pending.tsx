import { Skeleton, Stack } from '@mantine/core';
import { useText } from '../text/text.tsx';

/** A page whose code or first data is on the way: its rough shape. */
export function PagePending() {
  const t = useText();
  return (
    <Stack
      gap="lg"
      role="status"
      aria-label={t('state.loading')}
      maw="var(--cairn-page-width)"
      mx="auto"
      w="100%"
    >
      <Skeleton height={28} width={220} />
      <Skeleton height={120} radius="lg" />
      <Skeleton height={320} radius="lg" />
    </Stack>
  );
}
