import * as z from 'zod/mini';
import { text } from '../../search-params.ts';

/** How people come back from Slack: `connected=slack`, or the code of an error. */
export const slackSearch = z.object({ connected: text, error: text });
