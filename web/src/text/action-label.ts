import { useCallback } from 'react';
import { actionLabels } from './actions.gen.ts';
import { useLanguage } from './text.tsx';

/** The name of one of Cairn's own actions in the reader's language; undefined for a sender's action. */
export function useActionLabel(): (code: string) => string | undefined {
  const { language } = useLanguage();
  return useCallback(
    (code: string) => {
      const labels = actionLabels[language];
      return Object.hasOwn(labels, code) ? labels[code] : undefined;
    },
    [language],
  );
}
