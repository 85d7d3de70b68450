import type { Role } from '../../api/organizations.ts';
import { useText } from '../../text/text.tsx';
import { type Tone, ToneBadge } from '../../ui/badge.tsx';
import type { IconName } from '../../ui/icons.tsx';

const looks: Readonly<Record<Role, readonly [Tone, IconName]>> = {
  OWNER: ['good', 'shield'],
  MEMBER: ['info', 'user'],
  READER: ['quiet', 'book'],
  BILLING: ['quiet', 'bars'],
};

export function RoleBadge({ role }: { readonly role: Role }) {
  const t = useText();
  const [tone, icon] = looks[role];
  return (
    // A narrow column would cut the word off.
    <span style={{ display: 'inline-block', minWidth: 'max-content' }}>
      <ToneBadge tone={tone} icon={icon}>
        {t(`role.${role}`)}
      </ToneBadge>
    </span>
  );
}
