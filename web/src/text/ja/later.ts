import { customers } from './customers.ts';
import { members } from './members.ts';
import { oauth } from './oauth.ts';
import { settings } from './settings.ts';
import { tokens } from './tokens.ts';
import { trails } from './trails.ts';

/** Texts of pages that load them when they are first visited; see `withTexts` in `router.tsx`. */
export const jaLater = { ...members, ...customers, ...oauth, ...settings, ...tokens, ...trails };
