/** Where to go after sign-in: a path of this portal, and nothing else that a link could smuggle in. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  return next.startsWith('/sign-in') || next.startsWith('/setup') ? '/' : next;
}

/** Whether the server answers at this path, and not a page of the portal. */
export const isServerPath = (path: string): boolean => /^\/(oauth2|api|docs)(\/|\?|$)/.test(path);
