import { getRouteApi } from '@tanstack/react-router';
import { Allowed } from '../../shell/allowed.tsx';
import { useCurrentOrganization } from '../../shell/shell.tsx';
import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';
import { UsageContent } from './usage-content.tsx';

const route = getRouteApi('/app/organizations/$orgId/settings/usage');

export function UsagePage() {
  const t = useText();
  const { orgId } = route.useParams();
  const { organization } = useCurrentOrganization();
  return (
    <Page title={t('usage.title')} lead={t('usage.lead')} titleParts={[organization?.name]}>
      <Allowed permission="usage:view">
        <UsageContent orgId={orgId} />
      </Allowed>
    </Page>
  );
}
