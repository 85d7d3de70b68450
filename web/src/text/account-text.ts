import type { account } from './en/account.ts';
import { textPart } from './text.tsx';

/** Texts of sign-in and of the account's security. */
export const useAccountText = textPart<typeof account>({
  en: async () => (await import('./en/account.ts')).account,
  fr: async () => (await import('./fr/account.ts')).account,
  ja: async () => (await import('./ja/account.ts')).account,
});

export type AccountTranslate = ReturnType<typeof useAccountText>;
