import { Progress, Text } from '@mantine/core';
import type { Translate } from '../../text/catalog.ts';
import { useText } from '../../text/text.tsx';
import { passwordStrength, type Strength } from './password-strength.ts';

const strengthLooks = {
  empty: [0, 'gray'],
  short: [18, 'red'],
  weak: [35, 'red'],
  fair: [65, 'amber'],
  strong: [100, 'lichen'],
} as const;

function strengthText(t: Translate, strength: Strength): string {
  if (strength.kind === 'empty') return t('password.hint');
  if (strength.kind === 'short') return t('password.short', { missing: strength.missing });
  return t(`password.${strength.kind}`);
}

/** How good a new password is, below its field. */
export function PasswordHint({ password }: { readonly password: string }) {
  const t = useText();
  const strength = passwordStrength(password);
  const [value, color] = strengthLooks[strength.kind];
  return (
    <div>
      <Progress value={value} color={color} size={4} aria-hidden="true" />
      <Text size="sm" c="dimmed" mt={6} aria-live="polite">
        {strengthText(t, strength)}
      </Text>
    </div>
  );
}
