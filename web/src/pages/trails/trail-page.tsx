import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function TrailPage() {
  const t = useText();
  return <Page title={t('nav.trails')}>{null}</Page>;
}
