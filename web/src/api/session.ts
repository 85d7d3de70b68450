import { queryOptions } from '@tanstack/react-query';
import { del, get, isProblem, patch, post } from './http.ts';
import type { Role } from './organizations.ts';

export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly language?: string | null;
}

/** Who is signed in, and where they belong. */
export interface Session {
  readonly user: User;
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
}

/** The session, or null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await get<Session>('/session', { signal });
    } catch (error) {
      if (isProblem(error) && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const signIn = (input: { email: string; password: string; totp?: string }): Promise<Session> =>
  post('/session', input);

/** One's own name or language. */
export const updateAccount = (input: { name?: string; language?: string | null }): Promise<Session> =>
  patch('/account', input);

export const signOut = (): Promise<void> => del('/session');

export interface SetupInput {
  readonly token: string;
  readonly organization: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Whether this Cairn still waits for its first owner. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => get<{ needed: boolean }>('/setup', { signal }),
  staleTime: 60_000,
});

export const setUp = (input: SetupInput): Promise<Session> => post('/setup', input);
