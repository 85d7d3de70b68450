import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function SignInPage() {
  const t = useText();
  return <Page title={t('signIn.title')}>{null}</Page>;
}
