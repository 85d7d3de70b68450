/** How often the line is drawn again on a terminal, and how often a plain line is written elsewhere. */
const drawMs = 200;
const plainMs = 15_000;

/**
 * Tells that a long step runs: one line that changes on a terminal, plain lines now and then elsewhere.
 *
 * @template T
 * @param {string} title what happens, e.g. 'Installing packages'
 * @param {() => Promise<T>} work
 * @param {() => string} [detail] how far it is, e.g. '120 of 400'; asked while the work runs
 * @returns {Promise<T>}
 */
export async function withProgress(title, work, detail = () => '') {
  const out = process.stderr;
  const started = performance.now();
  const seconds = () => `${Math.round((performance.now() - started) / 1000)} s`;
  const line = () => [title, detail(), seconds()].filter(Boolean).join(' · ');
  if (!out.isTTY) out.write(`${title}…\n`);
  const timer = setInterval(
    () => out.write(out.isTTY ? `\r${line().slice(0, out.columns - 1)}\x1b[K` : `${line()}\n`),
    out.isTTY ? drawMs : plainMs,
  );
  try {
    const result = await work();
    out.write(`${out.isTTY ? '\r' : ''}${title}: done in ${seconds()}${out.isTTY ? '\x1b[K' : ''}\n`);
    return result;
  } catch (err) {
    out.write(`${out.isTTY ? '\r' : ''}${title}: failed${out.isTTY ? '\x1b[K' : ''}\n`);
    throw err;
  } finally {
    clearInterval(timer);
  }
}
