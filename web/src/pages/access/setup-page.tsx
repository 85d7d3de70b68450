import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function SetupPage() {
  const t = useText();
  return <Page title={t('setup.title')}>{null}</Page>;
}
