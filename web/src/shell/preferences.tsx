import { ActionIcon, Menu, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Session, sessionQuery, updateAccount } from '../api/session.ts';
import { isLanguage, type Language, languageNames, languages } from '../text/languages.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { toastFailed } from '../ui/toasts.ts';
import classes from './shell.module.css';

const schemes = ['auto', 'light', 'dark'] as const;
const schemeIcons: Readonly<Record<(typeof schemes)[number], IconName>> = {
  auto: 'system',
  light: 'sun',
  dark: 'moon',
};

/** Switches the portal, and remembers it with the account when someone is signed in. */
export function useChooseLanguage(): (language: Language) => void {
  const t = useText();
  const { setLanguage } = useLanguage();
  const queryClient = useQueryClient();
  return (language) => {
    setLanguage(language);
    const session = queryClient.getQueryData<Session | null>(sessionQuery.queryKey);
    if (session === null || session === undefined) return;
    updateAccount({ language }).then(
      (updated) => queryClient.setQueryData(sessionQuery.queryKey, updated),
      () => toastFailed(t('error.0.title')),
    );
  };
}

export function LanguageMenu() {
  const t = useText();
  const { language } = useLanguage();
  const chooseLanguage = useChooseLanguage();
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon aria-label={`${t('shell.language')}: ${languageNames[language]}`} size={36}>
          <Icon name="globe" size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={language} onChange={(next) => isLanguage(next) && chooseLanguage(next)}>
          {languages.map((each) => (
            <Menu.RadioItem
              key={each}
              value={each}
              lang={each}
              closeMenuOnClick
              checkIcon={<Icon name="check" size={15} />}
            >
              {languageNames[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

export function ThemeMenu() {
  const t = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon aria-label={`${t('shell.theme')}: ${t(`shell.theme.${colorScheme}`)}`} size={36}>
          <Icon name={schemeIcons[colorScheme]} size={19} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(next) => setColorScheme(schemes.find((each) => each === next) ?? 'auto')}
        >
          {schemes.map((each) => (
            <Menu.RadioItem
              key={each}
              value={each}
              closeMenuOnClick
              checkIcon={<Icon name="check" size={15} />}
              rightSection={<Icon name={schemeIcons[each]} size={16} />}
            >
              {t(`shell.theme.${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Both choices in full, for the account page and the phone's drawer. */
export function LanguageChoice() {
  const t = useText();
  const { language } = useLanguage();
  const chooseLanguage = useChooseLanguage();
  return (
    <SegmentedControl
      className={classes.choice ?? ''}
      aria-label={t('shell.language')}
      value={language}
      onChange={chooseLanguage}
      data={languages.map((each) => ({ value: each, label: <span lang={each}>{languageNames[each]}</span> }))}
    />
  );
}

export function ThemeChoice() {
  const t = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      className={classes.choice ?? ''}
      aria-label={t('shell.theme')}
      value={colorScheme}
      onChange={setColorScheme}
      data={schemes.map((each) => ({ value: each, label: t(`shell.theme.${each}`) }))}
    />
  );
}
