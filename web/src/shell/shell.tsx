import { Burger, Group, Kbd, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { organizationQuery } from '../api/organizations.ts';
import { type Session, sessionQuery } from '../api/session.ts';
import { isLanguage, storedLanguage } from '../text/languages.ts';
import { useLanguage, useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import { PlainLink } from '../ui/link.tsx';
import { Logo } from '../ui/logo.tsx';
import { AccountMenu } from './account-menu.tsx';
import { Nav } from './nav.tsx';
import { type navEntries, openEntries } from './nav-entries.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { OrganizationSwitcher } from './organization-switcher.tsx';
import { LanguageChoice, LanguageMenu, ThemeChoice, ThemeMenu } from './preferences.tsx';
import { ReauthenticationGate } from './reauthentication-gate.tsx';
import classes from './shell.module.css';
import { modifierKey, useShortcut } from './shortcuts.ts';

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const ShortcutsSheet = lazy(async () => ({
  default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet,
}));

/** The organization in the address, with the permissions in it; undefined outside of one. */
export function useCurrentOrganization() {
  const { orgId } = useParams({ strict: false });
  const { data } = useQuery({ ...organizationQuery(orgId ?? ''), enabled: orgId !== undefined });
  return { orgId, organization: data };
}

/** Whether the person may do something here. False while it is not known. */
export function useMay(permission: string): boolean {
  const { organization } = useCurrentOrganization();
  return organization?.permissions.includes(permission) ?? false;
}

/** One `g` shortcut; a component, because the entries differ by permission. */
function GoShortcut({
  entry,
  orgId,
}: {
  readonly entry: (typeof navEntries)[number];
  readonly orgId: string;
}) {
  const navigate = useNavigate();
  useShortcut(entry.keys, () => void navigate(entry.link(orgId)));
  return null;
}

/** Ctrl or Cmd with K works in fields too, unlike the single keys. */
function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
}

function Header({ session, onSearch, onShortcuts, burger }: HeaderProps) {
  const t = useText();
  const { orgId, organization } = useCurrentOrganization();
  const known = session.organizations.find(({ id }) => id === orgId) ?? organization;
  return (
    <header className={classes.header}>
      <Group gap={10} wrap="nowrap" className={classes.headerStart ?? ''}>
        {burger}
        <PlainLink to="/" className={classes.home ?? ''} aria-label={t('shell.home')}>
          <Logo size={27} />
          <span className={classes.wordmark}>Cairn</span>
        </PlainLink>
        {known === undefined ? null : (
          <>
            <span className={classes.slash} aria-hidden />
            <OrganizationSwitcher organizations={session.organizations} current={known} />
          </>
        )}
      </Group>
      <Group gap={4} wrap="nowrap">
        <UnstyledButton className={classes.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
          <Icon name="search" size={17} />
          <span className={classes.searchText}>{t('shell.search')}</span>
          <Kbd size="xs" className={classes.searchKeys ?? ''} aria-hidden>
            {modifierKey} K
          </Kbd>
        </UnstyledButton>
        <Group gap={4} wrap="nowrap" visibleFrom="sm">
          <LanguageMenu />
          <ThemeMenu />
        </Group>
        <AccountMenu user={session.user} onShortcuts={onShortcuts} />
      </Group>
    </header>
  );
}

interface HeaderProps {
  readonly session: Session;
  readonly onSearch: () => void;
  readonly onShortcuts: () => void;
  readonly burger: ReactNode;
}

/** The account's language, on a device where nobody has chosen one and no address asks for one. */
function useAccountLanguage(wanted: string | null | undefined): void {
  const { language, setLanguage } = useLanguage();
  useEffect(() => {
    const isAsked = new URLSearchParams(location.search).has('lang');
    if (isAsked || storedLanguage() !== undefined || !isLanguage(wanted) || wanted === language) return;
    setLanguage(wanted);
  }, [wanted, language, setLanguage]);
}

/** The frame of every page behind sign-in. */
export function Shell() {
  const t = useText();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { orgId, organization } = useCurrentOrganization();
  const [drawer, { toggle, close }] = useDisclosure(false);
  const [sheet, { open: openSheet, close: closeSheet }] = useDisclosure(false);
  const [asked, setAsked] = useState(0);
  const openPalette = useCallback(() => setAsked((count) => count + 1), []);
  usePaletteKey(openPalette);
  useShortcut('?', openSheet);

  useAccountLanguage(session?.user.language);

  if (session === null) return null;
  const permissions = organization?.permissions ?? [];
  const hasNav = orgId !== undefined;
  return (
    <div className={classes.frame} data-nav={hasNav}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <Header
        session={session}
        onSearch={openPalette}
        onShortcuts={openSheet}
        burger={
          <Burger
            hiddenFrom="sm"
            size="sm"
            opened={drawer}
            onClick={toggle}
            aria-label={drawer ? t('shell.menu.close') : t('shell.menu.open')}
            aria-expanded={drawer}
          />
        }
      />
      <div className={classes.navbar} data-open={drawer}>
        {orgId === undefined ? null : <Nav orgId={orgId} permissions={permissions} onGo={close} />}
        <section className={classes.drawerEnd} aria-label={t('nav.section.settings')}>
          <LanguageChoice />
          <ThemeChoice />
        </section>
      </div>
      <main className={classes.main} id="content" tabIndex={-1}>
        <OfflineBanner />
        <Outlet />
        <ReauthenticationGate />
      </main>
      {orgId === undefined
        ? null
        : openEntries(permissions).map((entry) => <GoShortcut key={entry.key} entry={entry} orgId={orgId} />)}
      <Suspense fallback={<VisuallyHidden role="status">{t('state.loading')}</VisuallyHidden>}>
        {asked > 0 ? (
          <Palette
            orgId={orgId}
            permissions={permissions}
            organizations={session.organizations}
            asked={asked}
          />
        ) : null}
        {sheet ? <ShortcutsSheet opened onClose={closeSheet} /> : null}
      </Suspense>
    </div>
  );
}
