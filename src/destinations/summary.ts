import { actions } from '../event/action.ts';
import type { Actor, Event, Level, Resource, Result } from '../event/event.ts';
import { type MessageLanguage, type MessageWords, messageWords } from './message-words.ts';

/** What a person reads of an event in a message: short, in words, on one line each. */
export interface Summary {
  readonly id: string;
  readonly seq: number;
  readonly organizationId: string;
  readonly level: Level;
  readonly result: Result;
  /** Cairn's own label, else the action's code. */
  readonly title: string;
  readonly action: string;
  readonly at: string;
  readonly actor: string;
  readonly resources: readonly string[];
  /** Resources beyond those named. */
  readonly moreResources: number;
  readonly module?: string;
  readonly service?: string;
  readonly sourceIp?: string;
}

/** Summaries stand in a body as a JSON array, so that the limits count what a request holds. */
export const summaryFraming = { open: '[', between: ',', close: ']' };

export const encodeSummary = (event: Event, language: MessageLanguage): string =>
  JSON.stringify(summarize(event, language));

/** The summaries of a body; none where there is no body. */
export const decodeSummaries = (body: string): readonly Summary[] => (body === '' ? [] : JSON.parse(body));

const maxText = 120;
const maxResources = 5;

/** One line, cut; control and direction characters of a sender have no place in somebody's message. */
const line = (text: string): string => {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return clean.length > maxText
    ? `${Array.from(clean)
        .slice(0, maxText - 1)
        .join('')}…`
    : clean;
};

function summarize(event: Event, language: MessageLanguage): Summary {
  const { resources = [], module, service, context } = event;
  return {
    ...{ id: event.id, seq: event.seq, organizationId: event.organization_id },
    ...{ level: event.level, result: event.result, at: event.occurred_at },
    title: titleOf(event.action, language),
    action: line(event.action),
    actor: event.actor === undefined ? messageWords[language].unknownActor : line(nameOf(event.actor)),
    resources: resources.slice(0, maxResources).map((resource) => line(described(resource))),
    moreResources: Math.max(0, resources.length - maxResources),
    ...(module === undefined ? {} : { module: line(module) }),
    ...(service === undefined ? {} : { service: line(service) }),
    ...(context?.source_ip === undefined ? {} : { sourceIp: line(context.source_ip) }),
  };
}

const titleOf = (action: string, language: MessageLanguage): string => {
  const known = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
  const label = known?.[language === 'en' ? 'label' : language] ?? line(action);
  return label.charAt(0).toUpperCase() + label.slice(1);
};

const nameOf = ({ name, id }: Actor | Resource): string => name ?? id;

const described = (resource: Resource): string =>
  resource.type === undefined ? nameOf(resource) : `${resource.type} ${nameOf(resource)}`;

/** `2026-11-23 10:00:00 UTC` */
export const shownTime = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;

/** Where the event is shown in the portal; undefined where nobody has said where the portal is. */
export const eventLink = ({ organizationId, id }: Summary, publicUrl: string | undefined) =>
  publicUrl === undefined
    ? undefined
    : `${publicUrl}/organizations/${organizationId}/audit-logs?event=${encodeURIComponent(id)}`;

/** "team a, user b and 3 more" */
export const resourceList = ({ resources, moreResources }: Summary, { more }: MessageWords): string =>
  resources.join(', ') + (moreResources > 0 ? more(moreResources) : '');

/** The most serious level among them. */
export function highestLevel(summaries: readonly Summary[]): Level {
  const order: readonly Level[] = ['error', 'warning', 'notice'];
  return order.find((level) => summaries.some((one) => one.level === level)) ?? 'information';
}
