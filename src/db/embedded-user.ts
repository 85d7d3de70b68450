import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Another user of the operating system, as whom PostgreSQL runs. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Tried in this order. PostgreSQL needs an entry in the user database, a bare number would not do. */
const candidates = ['postgres', '_postgres', 'nobody'];

function lookUp(name: string): ServerUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function ownerOf(directory: string): ServerUser | undefined {
  const stat = statSync(directory, { throwIfNoEntry: false });
  return stat === undefined || stat.uid === 0 ? undefined : { uid: stat.uid, gid: stat.gid };
}

/**
 * As whom PostgreSQL must run, since it refuses to run as root: the owner of an existing cluster, else a user that
 * every system has. Undefined when Cairn itself is not root: then everything runs as the same user.
 */
export function chooseServerUser(cluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const user = ownerOf(cluster) ?? candidates.map(lookUp).find((found) => found !== undefined);
  if (user === undefined) {
    throw new Error(
      `PostgreSQL does not run as root, and there is no user ${candidates.join(' or ')}. Create one, or start Cairn as an ordinary user.`,
    );
  }
  return user;
}

const read = 4;
const enter = 1;

function allows(path: string, user: ServerUser, right: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  return ((mode >> shift) & right) === right;
}

/** Whether `user`, in no further groups, may go through every directory above `path` and read it. */
export function canReach(path: string, user: ServerUser): boolean {
  if (!allows(path, user, read)) return false;
  for (let at = dirname(path); ; at = dirname(at)) {
    if (!allows(at, user, enter)) return false;
    if (at === dirname(at)) return true;
  }
}
