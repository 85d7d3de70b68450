import { useText } from '../../text/text.tsx';
import { Page } from '../../ui/page.tsx';

export function AuditLogPage() {
  const t = useText();
  return <Page title={t('nav.auditLog')}>{null}</Page>;
}
