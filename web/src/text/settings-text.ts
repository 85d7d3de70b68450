import type { settings } from './en/settings.ts';
import { textPart } from './text.tsx';

/** Texts of the settings that tell people what happens: Slack and notifications. */
export const useSettingsText = textPart<typeof settings>({
  en: async () => (await import('./en/settings.ts')).settings,
  fr: async () => (await import('./fr/settings.ts')).settings,
  ja: async () => (await import('./ja/settings.ts')).settings,
});

export type SettingsTranslate = ReturnType<typeof useSettingsText>;
