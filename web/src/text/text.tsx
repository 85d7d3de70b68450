import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import type { Catalog, Key, LaterCatalog, Translate } from './catalog.ts';
import { type Language, laterCatalog, loadCatalog, storeLanguage } from './languages.ts';
import { compileMessage, type MessageValues } from './message.ts';

interface TextContext {
  readonly language: Language;
  readonly t: Translate;
  /** Loads the other catalog first, then switches: no page ever shows keys. */
  readonly setLanguage: (language: Language) => void;
}

const Context = createContext<TextContext | null>(null);

/** A translator over one catalog. Messages are compiled on first use and kept. */
export function translator(language: Language, catalog: Catalog): Translate {
  const messageOf = (key: Key): string => {
    const found =
      key in catalog ? catalog[key as keyof Catalog] : laterCatalog(language)?.[key as keyof LaterCatalog];
    if (found === undefined) throw new Error(`The page that says ${key} has not asked for its texts`);
    return found;
  };
  const compiled = new Map<Key, (values: MessageValues) => string>();
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
    () => ({ language: current.language, t: translator(current.language, current.catalog), setLanguage }),
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
