import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function ApiTokensPage() {
  const t = useText();
  return <Page title={t('nav.apiTokens')}>{null}</Page>;
}
