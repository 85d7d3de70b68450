import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Catalog, Messages, Same, Translate, TranslateOf } from './catalog.ts';
import { type Language, laterCatalog, loadCatalog, storeLanguage } from './languages.ts';
import { compileMessage, type MessageValues } from './message.ts';

interface TextContext {
  readonly language: Language;
  readonly t: Translate;
  /** Loads the other catalog first, then switches: no page ever shows keys. */
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<TextContext | null>(null);

/**
 * A translator over one catalog and, where it is given, what is loaded later. Messages are compiled on first use and
 * kept.
 */
export function translator<Part extends Readonly<Record<string, string>> = Messages>(
  language: Language,
  catalog: Partial<Same<Part>>,
  later: () => Partial<Same<Part>> | undefined = () => undefined,
): TranslateOf<Part> {
  const messageOf = (key: keyof Part & string): string => {
    const found = catalog[key] ?? later()?.[key];
    if (found === undefined) throw new Error(`The page that says ${key} has not asked for its texts`);
    return found;
  };
  const compiled = new Map<string, (values: MessageValues) => string>();
  return (key, ...values) => {
    const message = messageOf(key);
    if (!message.includes('{')) return message;
    let fill = compiled.get(key);
    if (fill === undefined) {
      fill = compileMessage(message, language);
      compiled.set(key, fill);
    }
    return fill((values[0] ?? {}) as MessageValues);
  };
}

interface TextProviderProps {
  readonly language: Language;
  readonly catalog: Catalog;
  readonly children: ReactNode;
}

export function TextProvider({ language, catalog, children }: TextProviderProps) {
  const [current, setCurrent] = useState({ language, catalog });

  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current.language]);

  const setLanguage = useCallback((next: Language) => {
    storeLanguage(next);
    void loadCatalog(next).then((loaded) => setCurrent({ language: next, catalog: loaded }));
  }, []);

  const value = useMemo(
    () => ({
      language: current.language,
      t: translator(current.language, current.catalog, () => laterCatalog(current.language)),
      setLanguage,
    }),
    [current, setLanguage],
  );
  return <Context value={value}>{children}</Context>;
}

function useTextContext(): TextContext {
  const context = use(Context);
  if (context === null) throw new Error('TextProvider is missing above this component');
  return context;
}

/** `const t = useText()`, then `t('trails.title')`. */
export const useText = (): Translate => useTextContext().t;

export function useLanguage(): Pick<TextContext, 'language' | 'setLanguage'> {
  return useTextContext();
}

/** Loads a part of the texts in each language. */
export type PartLoaders<Part> = Readonly<Record<Language, () => Promise<Same<Part>>>>;

/**
 * A hook for texts that few pages need: a chunk of their own in each language, so that no other page waits for them.
 * The component that asks is suspended until they are there.
 */
export function textPart<Part extends Readonly<Record<string, string>>>(
  loaders: PartLoaders<Part>,
): () => TranslateOf<Part> {
  const loaded = new Map<Language, Promise<TranslateOf<Part>>>();
  const load = (language: Language) => {
    const found =
      loaded.get(language) ?? loaders[language]().then((part) => translator<Part>(language, part));
    loaded.set(language, found);
    // What could not be loaded is asked for again by the next try.
    found.catch(() => loaded.delete(language));
    return found;
  };
  return () => use(load(useTextContext().language));
}
