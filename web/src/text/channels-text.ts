import type { channels } from './en/channels.ts';
import { textPart } from './text.tsx';

/** Texts of the settings that tell people what happens: Slack and notifications. */
export const useChannelsText = textPart<typeof channels>({
  en: async () => (await import('./en/channels.ts')).channels,
  fr: async () => (await import('./fr/channels.ts')).channels,
  ja: async () => (await import('./ja/channels.ts')).channels,
});

export type ChannelsTranslate = ReturnType<typeof useChannelsText>;
