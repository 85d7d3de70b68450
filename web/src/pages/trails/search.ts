import * as z from 'zod/mini';
import { oneOf, text } from '../../search-params.ts';

export const trailsSearch = z.object({
  q: text,
  status: oneOf(['active', 'paused', 'failing']),
  destination: text,
});

export const wizardSteps = ['name', 'destination', 'settings', 'start'] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const newTrailSearch = z.object({ step: oneOf(wizardSteps), rule: text });

export const trailTabs = ['overview', 'deliveries', 'dead-letters', 'rule', 'settings'] as const;
export type TrailTab = (typeof trailTabs)[number];

export const chartHours = ['24', '168', '720'] as const;

export const trailSearch = z.object({
  tab: oneOf(trailTabs),
  /** Hours that the chart shows. */
  hours: oneOf(chartHours),
  /** Id of the delivery in the drawer. */
  delivery: text,
});
