import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * @param {number} pid
 * @returns {string} the parent of a process; '' where that cannot be asked
 */
function parentOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  } catch {
    return ''; // no /proc, or it has ended
  }
}

/**
 * Ends this process as SIGTERM would when its parent dies without handing a signal on: npm, the shell that npm puts
 * in between, or the launcher.
 */
export function stopWithParent() {
  // Under a shell, npm is the second ancestor. Without npm that one may go: a shell whose work runs on.
  const underNpm = process.env.npm_lifecycle_event !== undefined;
  const ancestors = () => `${process.ppid} ${underNpm ? parentOf(process.ppid) : ''}`;
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, everyMs);
  timer.unref();
}
