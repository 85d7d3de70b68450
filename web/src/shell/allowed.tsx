import type { ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import { NotAllowed } from '../ui/empty-state.tsx';
import { Panel } from '../ui/page.tsx';
import { useCurrentOrganization } from './shell.tsx';

interface AllowedProps {
  readonly permission: string;
  readonly children: ReactNode;
}

/** The content of a page, or why the role does not open it; nothing is asked of the server for those who may not. */
export function Allowed({ permission, children }: AllowedProps) {
  const t = useText();
  const { organization } = useCurrentOrganization();
  if (organization === undefined) return null;
  if (organization.permissions.includes(permission)) return children;
  return (
    <Panel>
      <NotAllowed role={t(`role.${organization.role}`)} permission={permission} />
    </Panel>
  );
}
