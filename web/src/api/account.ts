import { queryOptions } from '@tanstack/react-query';
import { del, get, type Page, patch, post } from './http.ts';
import type { Session } from './session.ts';

/** By what people can sign in here besides a password. */
export interface SignInMethods {
  readonly passkeys: { readonly rp_id: string } | null;
  readonly provider: { readonly name: string; readonly start: string } | null;
}

export const signInMethodsQuery = queryOptions({
  queryKey: ['session', 'methods'],
  queryFn: ({ signal }) => get<SignInMethods>('/session/methods', { signal }),
  staleTime: 5 * 60_000,
  // The sign-in page waits for it, and does without it when it does not come.
  retry: false,
});

export interface TwoFactor {
  readonly enabled: boolean;
  readonly enabled_at: string | null;
  readonly recovery_codes_left: number;
}

export const twoFactorQuery = queryOptions({
  queryKey: ['account', 'two-factor'],
  queryFn: ({ signal }) => get<TwoFactor>('/account/two-factor', { signal }),
});

export interface NewSecret {
  readonly secret: string;
  readonly otpauth_uri: string;
}

interface RecoveryCodes {
  readonly recovery_codes: readonly string[];
}

export const beginTwoFactor = (): Promise<NewSecret> => post('/account/two-factor');
export const confirmTwoFactor = (code: string): Promise<RecoveryCodes> =>
  post('/account/two-factor/confirm', { code });
export const makeRecoveryCodes = (): Promise<RecoveryCodes> => post('/account/two-factor/recovery-codes');
export const disableTwoFactor = (): Promise<void> => del('/account/two-factor');

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly synced: boolean;
  readonly created_at: string;
  readonly last_used_at: string | null;
}

export const passkeysQuery = queryOptions({
  queryKey: ['account', 'passkeys'],
  queryFn: ({ signal }) => get<Page<Passkey>>('/account/passkeys', { signal }),
});

export const renamePasskey = (id: string, name: string): Promise<Passkey> =>
  patch(`/account/passkeys/${id}`, { name });
export const removePasskey = (id: string): Promise<void> => del(`/account/passkeys/${id}`);

export interface SessionEntry {
  readonly id: string;
  readonly current: boolean;
  readonly method: 'password' | 'totp' | 'recovery_code' | 'passkey' | 'provider' | 'setup' | 'invitation';
  readonly address: string | null;
  /** ISO 3166-1 alpha-2, estimated. */
  readonly country: string | null;
  readonly user_agent: string | null;
  readonly created_at: string;
  readonly last_used_at: string;
}

export const sessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => get<Page<SessionEntry>>('/account/sessions', { signal }),
});

export const endSession = (id: string): Promise<void> => del(`/account/sessions/${id}`);
export const endOtherSessions = (): Promise<{ ended: number }> => del('/account/sessions');

export const changePassword = (input: {
  current: string;
  new: string;
}): Promise<{ ended_sessions: number }> => post('/account/password', input);

export const reauthenticate = (proof: {
  password?: string;
  totp?: string;
  passkey?: object;
}): Promise<{ fresh_until: string }> => post('/session/reauthenticate', proof);

/** Whether the browser gives passkeys to the page under its present address. */
export const hasPasskeys = (methods: SignInMethods | undefined): boolean =>
  methods?.passkeys != null &&
  methods.passkeys.rp_id === location.hostname &&
  'PublicKeyCredential' in globalThis;

/** The browser's part is loaded when somebody asks for it. */
const browserPart = () => import('@simplewebauthn/browser');

async function askForPasskey(): Promise<object> {
  const [{ startAuthentication }, optionsJSON] = await Promise.all([
    browserPart(),
    post<Parameters<Awaited<ReturnType<typeof browserPart>>['startAuthentication']>[0]['optionsJSON']>(
      '/session/passkey/options',
    ),
  ]);
  return startAuthentication({ optionsJSON });
}

export async function signInWithPasskey(): Promise<Session> {
  return post('/session/passkey', { credential: await askForPasskey() });
}

export async function reauthenticateWithPasskey(): Promise<void> {
  await reauthenticate({ passkey: await askForPasskey() });
}

/** Lets the browser make a passkey, and stores it under a name. */
export async function addPasskey(name: string): Promise<Passkey> {
  const [{ startRegistration }, optionsJSON] = await Promise.all([
    browserPart(),
    post<Parameters<Awaited<ReturnType<typeof browserPart>>['startRegistration']>[0]['optionsJSON']>(
      '/account/passkeys/options',
    ),
  ]);
  return post('/account/passkeys', { name, credential: await startRegistration({ optionsJSON }) });
}
