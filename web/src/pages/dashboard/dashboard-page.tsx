import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function DashboardPage() {
  const t = useText();
  return <Page title={t('nav.dashboard')}>{null}</Page>;
}
