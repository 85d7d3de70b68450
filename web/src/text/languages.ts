import type { Catalog, LaterCatalog } from './catalog.ts';

export const languages = ['en', 'fr', 'ja'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ja: '日本語',
};

/** 0 Sunday, 1 Monday. */
export const firstDayOfWeek: Readonly<Record<Language, 0 | 1>> = { en: 1, fr: 1, ja: 0 };

const storageKey = 'cairn.language';

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** What the person chose on this device, if anything. */
export function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : undefined;
  } catch {
    // Storage may be blocked; the browser's language is then the best guess.
    return undefined;
  }
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Storage may be blocked; the choice then lasts as long as the page.
  }
}

/** `?lang=` wins, then what was chosen here, then the browser's list (which is its Accept-Language). */
export function detectLanguage(search: string, wanted: readonly string[], stored?: Language): Language {
  const asked = new URLSearchParams(search).get('lang');
  if (isLanguage(asked)) return asked;
  if (stored !== undefined) return stored;
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0];
    if (isLanguage(language)) return language;
  }
  return 'en';
}

const later: Partial<Record<Language, LaterCatalog>> = {};
let needsLater = false;

/** The texts of pages that are not shown at the start, once `loadLater` has them. */
export const laterCatalog = (language: Language): LaterCatalog | undefined => later[language];

async function importLater(language: Language): Promise<LaterCatalog> {
  if (language === 'fr') return (await import('./fr/later.ts')).frLater;
  if (language === 'ja') return (await import('./ja/later.ts')).jaLater;
  return (await import('./en/later.ts')).enLater;
}

/** The language that is shown; the document says it from the first moment on. */
export function documentLanguage(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : 'en';
}

/** Loads them; from then on a change of language brings them along. */
export async function loadLater(language: Language): Promise<void> {
  needsLater = true;
  later[language] ??= await importLater(language);
}

/** Each language is a chunk of its own. */
export async function loadCatalog(language: Language): Promise<Catalog> {
  if (needsLater) await loadLater(language);
  if (language === 'fr') return (await import('./fr/index.ts')).fr;
  if (language === 'ja') return (await import('./ja/index.ts')).ja;
  return (await import('./en/index.ts')).en;
}
