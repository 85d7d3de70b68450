import * as z from 'zod/mini';
import { text } from '../../search-params.ts';

export const trailsSearch = z.object({ q: text, status: text, destination: text });
export const newTrailSearch = z.object({ step: text, rule: text });
export const trailSearch = z.object({ tab: text, from: text, to: text });
