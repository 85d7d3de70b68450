import { constants } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Answer, Failure } from '../kernel/http.ts';
import { receiptAnswer, refusedWhole } from './receipt.ts';
import type { FileTransmission } from './transmission.ts';
import type { Transport } from './transport.ts';

/** The owner may write and read, the group may read. */
const fileMode = 0o640;
const folderMode = 0o750;

/** A link in the place of a file would lead out of the folder. */
const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

const newline = 0x0a;

/**
 * Appends lines to files below `folder`, the operator's; absent where he allows none. A batch is on disk before it
 * counts as delivered.
 */
export function openFiles(folder: string | undefined): Transport<FileTransmission> {
  /** The end of what is under way for a file, so that two lanes of a trail do not write into each other's lines. */
  const turns = new Map<string, Promise<unknown>>();
  return {
    async send(transmission) {
      if (folder === undefined) return notAllowed;
      const [first] = transmission.messages;
      if (first === undefined) return receiptAnswer({ confirmed: 0, refusals: [] });
      const key = `${first.to}/${transmission.name}`;
      const before = turns.get(key) ?? Promise.resolve();
      const work = before.then(() => append(folder, first.to, transmission));
      const turn = work.catch(() => {}); // whoever waits for `work` has the error
      turns.set(key, turn);
      try {
        return await work;
      } catch (err) {
        const { code = 'EIO' } = err as NodeJS.ErrnoException;
        return refusedWhole(code, `the file could not be written (${code})`);
      } finally {
        if (turns.get(key) === turn) turns.delete(key);
      }
    },
    close: async () => {
      await Promise.all(turns.values());
    },
  };
}

const notAllowed: Failure = {
  failure: 'forbidden',
  reason: 'this Cairn writes no files: its operator allows it with CAIRN_FILE_DESTINATION_DIR',
};

async function append(folder: string, organization: string, transmission: FileTransmission): Promise<Answer> {
  const { messages } = transmission;
  const place = await ownFolder(folder, organization);
  const text = Buffer.from(messages.map(({ body }) => `${body}\n`).join(''));
  const { file, size, isNew } = await openCurrent(place, transmission, text.length);
  try {
    await writeAll(file, text, size);
  } finally {
    await file.close();
  }
  // A file's name is on disk only when its folder is.
  if (isNew) await syncFolder(place);
  return receiptAnswer({ confirmed: messages.length, refusals: [] });
}

/** The organization's folder, which is a real one directly below the operator's. Throws with a code where not. */
async function ownFolder(folder: string, organization: string): Promise<string> {
  const notOwn = Object.assign(new Error('not a folder of its own'), { code: 'ELOOP' });
  if (!/^[0-9a-f-]{36}$/.test(organization)) throw notOwn;
  await mkdir(folder, { recursive: true, mode: folderMode });
  const root = await realpath(resolve(folder));
  const place = join(root, organization);
  await mkdir(place, { recursive: true, mode: folderMode });
  if ((await realpath(place)) !== place || !(await lstat(place)).isDirectory()) throw notOwn;
  return place;
}

/** The last file of the day that has room, or the next. A line cut off by a crash is taken away: it comes again. */
async function openCurrent(place: string, { name, day, maxBytes }: FileTransmission, bytes: number) {
  for (let number = 0; ; number++) {
    const path = join(place, `${name}-${day}${number === 0 ? '' : `.${number}`}.jsonl`);
    const file = await open(path, flags, fileMode);
    try {
      const found = await file.stat();
      if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
      const size = await wholeLines(file, found.size);
      if (size === 0 || size + bytes <= maxBytes) return { file, size, isNew: found.size === 0 };
    } catch (err) {
      await file.close();
      throw err;
    }
    await file.close();
  }
}

/** Bytes of the file up to the end of its last whole line. */
async function wholeLines(file: FileHandle, size: number): Promise<number> {
  const chunk = Buffer.alloc(65_536);
  for (let end = size; end > 0; ) {
    const start = Math.max(0, end - chunk.length);
    const { bytesRead } = await file.read(chunk, 0, end - start, start);
    const last = chunk.subarray(0, bytesRead).lastIndexOf(newline);
    if (last >= 0) return start + last + 1;
    end = start;
  }
  return 0;
}

/** All of it and on disk, or none of it: what a full disk cut off is taken away again. */
async function writeAll(file: FileHandle, text: Buffer, size: number): Promise<void> {
  try {
    await file.truncate(size);
    for (let at = 0; at < text.length; ) {
      const { bytesWritten } = await file.write(text, at, text.length - at, size + at);
      at += bytesWritten;
    }
    await file.sync();
  } catch (err) {
    await file.truncate(size).catch(() => {}); // the next attempt does it again before it writes
    throw err;
  }
}

async function syncFolder(place: string): Promise<void> {
  const folder = await open(place, constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
