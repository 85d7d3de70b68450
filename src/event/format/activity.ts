import type { Event } from '../event.ts';

/** What an action is about, as security schemas sort it. */
export interface Activity {
  /** `api`: none of the others fits. */
  readonly kind: 'authentication' | 'account' | 'access' | 'entity' | 'api';
  readonly verb: Verb;
}

export type Verb =
  | ('create' | 'read' | 'update' | 'delete' | 'other')
  | ('logon' | 'logoff')
  | ('enable' | 'disable' | 'lock' | 'change_password' | 'reset_password' | 'enable_mfa' | 'disable_mfa')
  | ('assign_privileges' | 'revoke_privileges' | 'assign_role' | 'remove_role');

/** The forms in which a regular verb stands in an action: `create`, `creates`, `created`, `creating`. */
function forms(verb: string): string[] {
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
  return [verb, `${verb}s`, `${stem}ed`, `${stem}ing`];
}

const words = (verb: Verb, ...verbs: string[]): [string, Verb][] =>
  verbs.flatMap(forms).map((form) => [form, verb]);

/** Words of an action that tell what was done; the first one that is known decides. */
const verbs: ReadonlyMap<string, Verb> = new Map([
  ...words(
    'create',
    'create',
    'add',
    'generate',
    'insert',
    'register',
    'invite',
    'upload',
    'import',
    'issue',
  ),
  ...words(
    'read',
    'read',
    'view',
    'list',
    'download',
    'export',
    'search',
    'access',
    'get',
    'open',
    'preview',
  ),
  ...words(
    'update',
    'update',
    'change',
    'edit',
    'modify',
    'share',
    'rename',
    'move',
    'set',
    'rotate',
    'restore',
  ),
  ...words('update', 'enable', 'disable', 'pause', 'resume', 'refresh', 'authorize', 'connect', 'transfer'),
  ...words('delete', 'delete', 'remove', 'revoke', 'destroy', 'discard', 'disconnect', 'purge', 'unshare'),
  ...([
    ['got', 'read'],
    ['modified', 'update'],
    ['modifies', 'update'],
  ] as [string, Verb][]),
]);

const authentication = { logon: 'logon', logoff: 'logoff' } as const;

/** Signing in and out, in the spellings that senders use. */
const signs: readonly (readonly [RegExp, keyof typeof authentication])[] = [
  [/\b(log|sign(ed)?) ?(out|off)\b|\bsession (end|ended|destroyed|terminated)\b/, 'logoff'],
  [
    /\b(log|sign(ed)?) ?(in|on)\b|\bauthenticat(e|ed|ion)\b|\bsession (start|started|created|refused)\b/,
    'logon',
  ],
];

/** Changes of an account or of its rights, by the words of the action. */
const accounts: readonly (readonly [RegExp, Activity['kind'], Verb])[] = [
  [/\bpassword reset\b|\breset password\b/, 'account', 'reset_password'],
  [/\bpassword (changed|updated)\b|\b(change|update) password\b/, 'account', 'change_password'],
  [/\b(two factor|mfa|2fa) (enabled|added)\b|\benable (two factor|mfa|2fa)\b/, 'account', 'enable_mfa'],
  [/\b(two factor|mfa|2fa) (disabled|removed)\b|\bdisable (two factor|mfa|2fa)\b/, 'account', 'disable_mfa'],
  [
    /\brole (assigned|granted|added)\b|\b(assign|grant|add) role\b|\bownership transferred\b/,
    'access',
    'assign_role',
  ],
  [/\brole (removed|revoked)\b|\b(remove|revoke) role\b/, 'access', 'remove_role'],
  [
    /\b(permission|privilege|access)s? (granted|assigned)\b|\bgrant (permission|access)s?\b/,
    'access',
    'assign_privileges',
  ],
  [
    /\b(permission|privilege|access)s? revoked\b|\brevoke (permission|access)s?\b/,
    'access',
    'revoke_privileges',
  ],
  [
    /\b(user|member|account) (created|added|invited|joined|registered)\b|\b(create|add|invite) (user|member|account)\b/,
    'account',
    'create',
  ],
  [
    /\b(user|member|account) (deleted|removed)\b|\b(delete|remove) (user|member|account)\b/,
    'account',
    'delete',
  ],
  [/\b(user|member|account) (enabled|activated|unlocked)\b|\benable (user|account)\b/, 'account', 'enable'],
  [
    /\b(user|member|account) (disabled|deactivated|suspended)\b|\bdisable (user|account)\b/,
    'account',
    'disable',
  ],
  [/\b(user|member|account) locked\b|\block (user|account)\b/, 'account', 'lock'],
  [/\bmember updated\b/, 'access', 'other'],
];

/** `CreateRepository`, `api_token.generated` and `delete API token` as words in lower case. */
const spelled = (action: string): string =>
  action
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();

/** What is past has been done, so such a word decides before a noun that looks like a verb ("list", "set"). */
function verbOf(text: string): Verb {
  const found = text.split(' ').flatMap((word) => {
    const verb = verbs.get(word);
    return verb === undefined ? [] : [{ verb, isPast: word.endsWith('ed') }];
  });
  return (found.find(({ isPast }) => isPast) ?? found[0])?.verb ?? 'other';
}

/** Cairn's own actions manage what an organization has set up; a sender's are calls of its application. */
export function activityOf({ action, service, resources }: Event): Activity {
  const text = spelled(action);
  const sign = signs.find(([pattern]) => pattern.test(text));
  if (sign) return { kind: 'authentication', verb: sign[1] };
  const account = accounts.find(([pattern]) => pattern.test(text));
  if (account) return { kind: account[1], verb: account[2] };
  const kind = service === 'cairn' && resources !== undefined && resources.length > 0 ? 'entity' : 'api';
  return { kind, verb: verbOf(text) };
}
