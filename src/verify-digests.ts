import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Copy, checkCopy, type Report } from './trails/digests/check-copy.ts';
import { publicKeyOf } from './trails/digests/digest.ts';

const usage = `Checks a local copy of what a trail wrote into an object store against its signed digests.

  node src/main.ts verify-digests <folder or file>... --key <public key in PEM> [--from <number>] [--to <number>]

A file that ends in .txt holds one path a line. --from and --to say which digests to expect, where the first ones
were deleted on purpose, or the last one is known from elsewhere.
Ends with 0 when nothing is missing or changed, 1 when something is, 2 when it could not be checked.`;

/** Something that a person has to write differently. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Every file under the paths, folders and lists opened. */
async function filesOf(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const about = await stat(path).catch(() => undefined); // named to the person right here
    if (about === undefined) throw new UsageError(`${path} cannot be read.`);
    if (about.isDirectory()) {
      const entries = await readdir(path, { recursive: true, withFileTypes: true });
      found.push(
        ...entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
      );
    } else if (path.endsWith('.txt')) {
      const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.trim());
      found.push(...(await filesOf(lines.filter((line) => line !== ''))));
    } else found.push(path);
  }
  return found;
}

function copyOf(files: readonly string[]): Copy {
  const paths = new Map(files.map((file) => [basename(file), file]));
  return {
    names: [...paths.keys()],
    read: (name) => readFile(paths.get(name) as string),
  };
}

function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new UsageError(`--${name} is the number of a digest: 1, 2, 3 …`);
  return Number(text);
}

function keyOf(path: string | undefined) {
  if (path === undefined) throw new UsageError('--key is missing.');
  try {
    return publicKeyOf(readFileSync(path, 'utf8'));
  } catch (err) {
    throw new UsageError(`${path} is not an Ed25519 public key in PEM (${(err as Error).message}).`);
  }
}

async function check(args: readonly string[]): Promise<Report> {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    const text = { type: 'string' } as const;
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: text, from: text, to: text, help: { type: 'boolean' } },
    });
  } catch (err) {
    throw new UsageError((err as Error).message);
  }
  const { key, from, to, help } = parsed.values as Record<string, string | undefined>;
  if (help !== undefined || parsed.positionals.length === 0) throw new UsageError('');
  const publicKey = keyOf(key);
  const first = numberOf(from, 'from');
  const last = numberOf(to, 'to');
  return checkCopy(copyOf(await filesOf(parsed.positionals)), {
    publicKey,
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { to: last }),
  });
}

/** Runs the command; `say` gets each line. Gives the exit code. */
export async function verifyDigests(args: readonly string[], say: (line: string) => void): Promise<number> {
  let report: Report;
  try {
    report = await check(args);
  } catch (err) {
    if (!(err instanceof UsageError)) throw err;
    say(err.message === '' ? usage : `${err.message}\n\n${usage}`);
    return 2;
  }
  const { faults, notes, digests, objects, events } = report;
  for (const fault of faults) say(`MISSING OR CHANGED: ${fault}`);
  for (const note of notes) say(note);
  const counts = `${digests} digests, ${objects} objects, ${events} events`;
  say(
    faults.length === 0
      ? `Complete: ${counts}. Nothing is missing and nothing was changed.`
      : `Not complete: ${faults.length} ${faults.length === 1 ? 'thing is' : 'things are'} missing or changed. What is sound: ${counts}.`,
  );
  return faults.length === 0 ? 0 : 1;
}
