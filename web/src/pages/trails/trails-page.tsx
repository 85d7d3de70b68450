import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function TrailsPage() {
  const t = useText();
  return <Page title={t('nav.trails')}>{null}</Page>;
}
