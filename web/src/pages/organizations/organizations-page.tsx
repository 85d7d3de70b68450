import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function OrganizationsPage() {
  const t = useText();
  return <Page title={t('nav.organizations')}>{null}</Page>;
}
