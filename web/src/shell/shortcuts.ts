import { useEffect, useRef, useSyncExternalStore } from 'react';

const storageKey = 'cairn.shortcuts';
const changed = new EventTarget();

function enabled(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    // Storage may be blocked; shortcuts then stay on.
    return true;
  }
}

/** Whether single keys do anything (WCAG 2.1.4 asks that they can be turned off). */
export function useShortcutsEnabled(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore((listener) => {
    changed.addEventListener('change', listener);
    return () => changed.removeEventListener('change', listener);
  }, enabled);
  const set = (next: boolean) => {
    try {
      localStorage.setItem(storageKey, next ? 'on' : 'off');
    } catch {
      // Storage may be blocked; the switch then has no lasting effect.
    }
    changed.dispatchEvent(new Event('change'));
  };
  return [on, set];
}

/** Typing belongs to the field it goes into, and an open dialog to itself. */
function isInert(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null
  );
}

const actions = new Map<string, Set<() => void>>();
/** How long the second key of `g d` may take. */
const sequenceMs = 1500;
let prefix: { readonly key: string; readonly at: number } | undefined;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isInert(event.target) || !enabled()) return;
  const started = prefix !== undefined && event.timeStamp - prefix.at < sequenceMs ? `${prefix.key} ` : '';
  const keys = started + event.key;
  prefix = undefined;
  const action = [...(actions.get(keys) ?? [])].at(-1);
  if (action !== undefined) {
    event.preventDefault();
    action();
  } else if ([...actions.keys()].some((known) => known.startsWith(`${keys} `))) {
    prefix = { key: keys, at: event.timeStamp };
  }
}

function register(keys: string, action: () => void): () => void {
  if (actions.size === 0) document.addEventListener('keydown', onKeyDown);
  const known = actions.get(keys) ?? new Set();
  known.add(action);
  actions.set(keys, known);
  return () => {
    known.delete(action);
    if (known.size === 0) actions.delete(keys);
    if (actions.size === 0) document.removeEventListener('keydown', onKeyDown);
  };
}

/**
 * A key (`j`, `/`, `?`) or two in a row (`g d`) that does something while the component is mounted. Inert
 * in fields, dialogs and menus, and when the person has switched single keys off. Of two that want the
 * same key the later mounted one gets it.
 */
export function useShortcut(keys: string, action: () => void, active = true): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => (active ? register(keys, () => latest.current()) : undefined), [keys, active]);
}

/** `⌘` on Apple's keyboards, `Ctrl` elsewhere. */
export const modifierKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
