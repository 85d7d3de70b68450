import { Stack } from '@mantine/core';
import { openEntries } from '../../shell/nav-entries.ts';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ButtonLink } from '../../ui/link.tsx';
import { Panel } from '../../ui/page.tsx';
import { UsageContent } from '../usage/usage-content.tsx';

/** The dashboard of somebody who may not see the log: the usage if that is his part, else the way to what is. */
export function WithoutEvents({ orgId }: { readonly orgId: string }) {
  const t = useText();
  const { organization } = useCurrentOrganization();
  const permissions = organization?.permissions ?? [];
  if (permissions.includes('usage:view')) return <UsageContent orgId={orgId} />;
  const others = openEntries(permissions).filter(({ key }) => key !== 'dashboard');
  const isNothing = others.length === 0;
  return (
    <Stack gap="lg">
      <Panel>
        <EmptyState
          icon={isNothing ? 'shield' : 'dashboard'}
          title={isNothing ? t('welcome.title') : t('welcome.some.title')}
          body={isNothing ? t('welcome.body') : t('welcome.some.body')}
          action={
            isNothing
              ? null
              : others.map((entry) => (
                  <ButtonLink
                    key={entry.key}
                    {...entry.link(orgId)}
                    variant="default"
                    leftSection={<Icon name={entry.icon} size={16} />}
                  >
                    {t(entry.label)}
                  </ButtonLink>
                ))
          }
        />
      </Panel>
    </Stack>
  );
}
