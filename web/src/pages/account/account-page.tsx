import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function AccountPage() {
  const t = useText();
  return <Page title={t('nav.account')}>{null}</Page>;
}
