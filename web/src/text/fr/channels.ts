import { notifications } from './notifications.ts';
import { slack } from './slack.ts';

/** Loaded with the first page that needs it. */
export const channels = { ...slack, ...notifications };
