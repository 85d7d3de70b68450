import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The directory of a package that only some tests need. Throws with what to run when it is not installed. */
export function neededEngine(name: string): string {
  const directory = join(import.meta.dirname, 'node_modules', name);
  if (!existsSync(directory)) throw new Error(`This test needs ${name}: npm install --prefix test/engines`);
  return directory;
}
