import { Button, FileButton, Group, Input, Text } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../text/text.tsx';
import { ClientMark } from '../../ui/client-mark.tsx';
import { Icon } from '../../ui/icons.tsx';

const maxBytes = 128 * 1024;
const types = ['image/png', 'image/jpeg', 'image/webp'];

interface LogoFieldProps {
  readonly name: string;
  /** Address of the present logo, or a `data:` address of a chosen one. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly error: string | undefined;
}

const readAsDataUrl = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(file);
  });

/** Chooses an image and shows it as the consent page will. */
export function LogoField({ name, value, onChange, error }: LogoFieldProps) {
  const t = useText();
  const [fault, setFault] = useState<string>();
  const choose = async (file: File | null) => {
    if (file === null) return;
    if (!types.includes(file.type)) return setFault(t('oauth.logo.wrongType'));
    if (file.size > maxBytes) return setFault(t('oauth.logo.tooLarge'));
    setFault(undefined);
    return readAsDataUrl(file).then(onChange, () => setFault(t('oauth.logo.wrongType')));
  };
  return (
    <Input.Wrapper label={t('oauth.logo')} labelElement="div" description={t('oauth.logo.body')}>
      <Group gap="sm" mt={8}>
        <ClientMark name={name === '' ? '?' : name} logoUrl={value} size={44} />
        <FileButton accept={types.join(',')} onChange={(file) => void choose(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {t('oauth.logo.choose')}
            </Button>
          )}
        </FileButton>
        {value === null ? null : (
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<Icon name="close" size={14} />}
            onClick={() => onChange(null)}
          >
            {t('oauth.logo.remove')}
          </Button>
        )}
      </Group>
      {(fault ?? error) === undefined ? null : (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mt={6}>
          {fault ?? error}
        </Text>
      )}
    </Input.Wrapper>
  );
}
