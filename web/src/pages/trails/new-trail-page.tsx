import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function NewTrailPage() {
  const t = useText();
  return <Page title={t('nav.trails')}>{null}</Page>;
}
