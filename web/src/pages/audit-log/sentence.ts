import type { AuditEvent } from '../../api/events.ts';
import { useActionLabel } from '../../text/action-label.ts';
import type { Key, PlainKey } from '../../text/catalog.ts';
import { useText } from '../../text/text.tsx';
import { jsonText, nameOf } from './names.ts';

/** Verbs of action codes that read as a sentence with their object: `trail.created`. */
const verbs = [
  'created',
  'added',
  'generated',
  'updated',
  'changed',
  'deleted',
  'removed',
  'enabled',
  'disabled',
  'paused',
  'resumed',
  'tested',
  'authorized',
  'connected',
  'disconnected',
  'downloaded',
  'exported',
  'viewed',
  'shared',
  'invited',
  'approved',
  'rejected',
  'revoked',
] as const;
type Verb = (typeof verbs)[number];

const wholeSentences = {
  'session.started': 'event.signedIn',
  'session.ended': 'event.signedOut',
  'member.joined': 'event.joined',
} as const satisfies Record<string, Key>;

const kinds: Readonly<Record<string, PlainKey>> = {
  api_token: 'event.kind.api_token',
  oauth_client: 'event.kind.oauth_client',
  integration: 'event.kind.integration',
  trail: 'event.kind.trail',
  member: 'event.kind.member',
  user: 'event.kind.user',
  customer: 'event.kind.customer',
  organization: 'event.kind.organization',
  saved_view: 'event.kind.saved_view',
  export: 'event.kind.export',
  document: 'event.kind.document',
  project: 'event.kind.project',
  repository: 'event.kind.repository',
  invoice: 'event.kind.invoice',
  case: 'event.kind.case',
};

const verbOf = (action: string): Verb | undefined => {
  const last = action.split('.').at(-1) as Verb;
  return verbs.includes(last) ? last : undefined;
};

/** What happened, as a sentence in the reader's language; a function of the event. */
export function useSentence(): (event: AuditEvent) => string {
  const t = useText();
  const labelOf = useActionLabel();
  const targetOf = (event: AuditEvent): string => {
    const [first, ...others] = event.resources ?? [];
    const kindCode = first?.type ?? event.action.split('.').at(-2) ?? '';
    const kindKey = kinds[kindCode];
    const kind = kindKey === undefined ? '' : t(kindKey);
    const complementName = event.complement?.name ?? event.complement?.client_name;
    const name =
      first === undefined ? (complementName === undefined ? '' : jsonText(complementName)) : nameOf(first);
    if (name === '') return kind;
    const named = kind === '' ? t('event.target.named', { name }) : t('event.target.kind', { kind, name });
    return others.length === 0 ? named : t('event.target.more', { target: named, count: others.length });
  };
  return (event) => {
    const { action, result } = event;
    const actor = nameOf(event.actor) || t('event.system');
    const label = labelOf(action) ?? action;
    const target = targetOf(event);
    const what = target === '' ? label : t('event.labelOn', { label, target });
    if (result !== 'success') return t('event.failed', { actor, what });
    if (Object.hasOwn(wholeSentences, action)) {
      return t(wholeSentences[action as keyof typeof wholeSentences], { actor });
    }
    const verb = verbOf(action);
    return verb === undefined || target === ''
      ? t('event.did', { actor, what })
      : t(`event.verb.${verb}`, { actor, target });
  };
}
