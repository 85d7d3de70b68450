import type { FastifyRequest } from 'fastify';
import type { Principal } from '../access/principal.ts';
import { Rights } from '../access/rights.ts';
import type { Services } from '../api/context.ts';
import type { AnyOperation } from '../api/operation.ts';
import { CairnError } from '../kernel/errors.ts';
import { isUuid } from '../kernel/ids.ts';

export const sessionCookie = 'cairn_session';

/** The value of a cookie; our own are base64url, so nothing needs decoding. */
export function cookieOf(request: FastifyRequest, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** Who calls, and what he may in the organization of the path. */
export interface Caller {
  readonly principal: Principal | null;
  readonly organizationId: string;
  readonly rights: Rights;
  readonly sessionToken: string | null;
}

/**
 * A page of another site can make a browser send the cookie; it cannot make it send our own address as Origin.
 */
function refuseOtherSites(request: FastifyRequest, ownOrigins: readonly string[], needed: boolean): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  if (origin === undefined && !needed) return;
  if (origin === undefined || !ownOrigins.includes(origin)) {
    throw new CairnError('request.cross_site', `The Origin header must be ${ownOrigins[0]}.`);
  }
}

async function findPrincipal(request: FastifyRequest, services: Services, ownOrigins: readonly string[]) {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([A-Za-z0-9_-]{1,200})$/i.exec(authorization)?.[1];
    return {
      principal: token === undefined ? null : await services.principals.byToken(token, request.ip),
      sessionToken: null,
    };
  }
  const sessionToken = cookieOf(request, sessionCookie);
  if (sessionToken === null || sessionToken === '') return { principal: null, sessionToken: null };
  refuseOtherSites(request, ownOrigins, true);
  return { principal: await services.principals.bySession(sessionToken), sessionToken };
}

/** Every id of a path is a UUID, but an event's, which its sender made. */
const hasWellFormedIds = (request: FastifyRequest): boolean =>
  Object.entries(request.params as Record<string, string>).every(
    ([name, value]) => isUuid(value) || name === 'event_id' || name === 'client_id',
  );

/**
 * Decides, before the body is looked at, whether the call may go on. What the caller may not see answers 404,
 * what he may see but not do answers 403 with the permission that is missing.
 */
export async function authenticate(
  request: FastifyRequest,
  operation: AnyOperation,
  services: Services,
  ownOrigins: readonly string[],
): Promise<Caller> {
  if (operation.access === 'public') {
    refuseOtherSites(request, ownOrigins, false);
    return { principal: null, organizationId: '', rights: Rights.none, sessionToken: null };
  }
  const { principal, sessionToken } = await findPrincipal(request, services, ownOrigins);
  if (principal === null) throw new CairnError('auth.required');
  const organizationId = (request.params as Record<string, string>).organization_id;
  if (organizationId === undefined && !hasWellFormedIds(request)) throw new CairnError('resource.not_found');
  if (organizationId === undefined)
    return { principal, organizationId: '', rights: Rights.none, sessionToken };
  const rights = isUuid(organizationId)
    ? await services.principals.rightsIn(principal, organizationId)
    : null;
  if (rights === null || !hasWellFormedIds(request)) throw new CairnError('resource.not_found');
  return { principal, organizationId, rights, sessionToken };
}

/**
 * @throws CairnError `auth.forbidden` that names the missing permission, or `auth.reauthentication_required` when the
 *   session is not fresh enough for what the operation does
 */
export function authorize(caller: Caller, operation: AnyOperation): void {
  const { access, reauthenticate = false } = operation;
  if (access !== 'public' && access !== 'signed_in' && !caller.rights.has(access)) {
    throw new CairnError('auth.forbidden', `The permission ${access} is missing.`);
  }
  if (reauthenticate && caller.principal?.kind === 'user' && !caller.principal.session.isFresh)
    throw new CairnError('auth.reauthentication_required');
}
