/**
 * Every error code an answer can carry: HTTP status, whether the same request can succeed later, and the
 * title people see. `docs/errors.md` is generated from this table.
 */
export const codes = {
  'request.invalid': { status: 400, retry: false, title: 'The request does not match the schema.' },
  'request.malformed': { status: 400, retry: false, title: 'The body could not be read.' },
  'request.too_large': { status: 413, retry: false, title: 'The body is larger than allowed.' },
  'request.unsupported_type': { status: 415, retry: false, title: 'The content type is not supported.' },
  'request.cross_site': { status: 403, retry: false, title: 'The request came from another site.' },
  'query.invalid': { status: 400, retry: false, title: 'The query could not be understood.' },
  'cursor.invalid': { status: 400, retry: false, title: 'The page cursor was not issued by this endpoint.' },
  'idempotency.mismatch': {
    status: 409,
    retry: false,
    title: 'The idempotency key was used for another request.',
  },
  'confirmation.mismatch': { status: 400, retry: false, title: 'The typed name does not match.' },
  'auth.required': { status: 401, retry: false, title: 'Sign in, or send an API token.' },
  'auth.invalid_credentials': {
    status: 401,
    retry: false,
    title: 'The e-mail address or the password is wrong.',
  },
  'auth.totp_required': { status: 401, retry: false, title: 'Two-factor is on: send a code too.' },
  'auth.invalid_code': { status: 401, retry: false, title: 'The code is wrong, or was used already.' },
  'auth.passkey_refused': { status: 401, retry: false, title: 'The passkey was not accepted.' },
  'auth.reauthentication_required': {
    status: 403,
    retry: false,
    title: 'Prove again who you are: by POST /session/reauthenticate, or by signing in.',
  },
  'auth.provider_refused': { status: 401, retry: false, title: 'The sign-in provider refused.' },
  'auth.provider_expired': {
    status: 400,
    retry: false,
    title: 'This sign-in was not begun in this browser, took longer than ten minutes, or is over.',
  },
  'auth.provider_failed': {
    status: 503,
    retry: true,
    title: 'The sign-in provider could not be reached, or its answer could not be believed.',
  },
  'auth.email_unverified': {
    status: 403,
    retry: false,
    title: 'The sign-in provider does not vouch for the e-mail address.',
  },
  'auth.not_invited': {
    status: 403,
    retry: false,
    title: 'Nobody here has this e-mail address. Ask an owner of the organization for an invitation.',
  },
  'auth.identity_conflict': {
    status: 409,
    retry: false,
    title: 'The account with this e-mail address belongs to somebody else at the sign-in provider.',
  },
  'auth.forbidden': { status: 403, retry: false, title: 'A permission is missing.' },
  'auth.address_refused': {
    status: 403,
    retry: false,
    title: 'This API token may not be used from this address.',
  },
  'auth.rate_limited': { status: 429, retry: true, title: 'Too many attempts.' },
  'consent.invalid_state': {
    status: 400,
    retry: false,
    title: 'This consent was not begun here, is finished, or took longer than ten minutes: begin again.',
  },
  'member.exists': { status: 409, retry: false, title: 'This person is a member already.' },
  'member.last_owner': {
    status: 409,
    retry: false,
    title: 'An organization has at least one owner: make somebody else an owner first.',
  },
  'invitation.invalid': {
    status: 410,
    retry: false,
    title: 'The invitation was used, withdrawn, or has expired: ask for a new one.',
  },
  'setup.invalid_link': { status: 410, retry: false, title: 'The set-up link is not valid any more.' },
  'setup.done': { status: 409, retry: false, title: 'This Cairn is already set up.' },
  'resource.not_found': {
    status: 404,
    retry: false,
    title: 'There is nothing here, or it is not yours to see.',
  },
  'resource.conflict': { status: 409, retry: false, title: 'The present state does not allow this.' },
  'method.not_allowed': { status: 405, retry: false, title: 'This path does not take that method.' },
  'ingest.overloaded': {
    status: 429,
    retry: true,
    title: 'More events arrive than can be stored; send again.',
  },
  'export.not_ready': { status: 409, retry: true, title: 'The export is not ready yet.' },
  'trail.test_failed': { status: 409, retry: false, title: 'The destination did not accept the test.' },
  'address.forbidden': { status: 400, retry: false, title: 'This address may not be called from here.' },
  'database.unavailable': {
    status: 503,
    retry: true,
    title: 'The database is not reachable; nothing was stored.',
  },
  'server.stopping': { status: 503, retry: true, title: 'This server is stopping.' },
  'server.failed': { status: 500, retry: true, title: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; retry: boolean; title: string }>;

export type Code = keyof typeof codes;

/** One fault in a request: the path of the field (`events[3].actor.id`) and what is wrong with it. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

interface Extra {
  readonly cause?: unknown;
  readonly errors?: readonly Fault[];
  /** Seconds after which a retry makes sense; becomes `Retry-After`. */
  readonly retryAfter?: number;
}

/**
 * The one error class. `detail` may be shown to the caller; `cause` goes to the log only.
 */
export class CairnError extends Error {
  override readonly name = 'CairnError';
  readonly code: Code;
  readonly detail: string | undefined;
  readonly errors: readonly Fault[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: Code, detail?: string, extra: Extra = {}) {
    super(detail ?? codes[code].title, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.code = code;
    this.detail = detail;
    this.errors = extra.errors;
    this.retryAfter = extra.retryAfter;
  }

  get status(): number {
    return codes[this.code].status;
  }
}

/** A `request.invalid` that names one field. */
export const invalid = (path: string, message: string): CairnError =>
  new CairnError('request.invalid', `${path}: ${message}`, { errors: [{ path, message }] });
