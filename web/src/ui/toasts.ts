/** Short messages at the edge of the page. They only repeat what the page shows, and hold no action. */
export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly title: string;
  readonly body?: string;
}

/** More would cover the page; the oldest leave first. */
const most = 4;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function add(toast: Omit<Toast, 'id'>): void {
  lastId += 1;
  change([...toasts, { ...toast, id: lastId }].slice(-most));
}

export const currentToasts = (): readonly Toast[] => toasts;

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const dismissToast = (id: number): void => change(toasts.filter((toast) => toast.id !== id));

/** A quiet confirmation: announced politely, gone after some seconds. */
export const toastDone = (title: string): void => add({ kind: 'done', title });

/** A failure: stays until it is dismissed. The page shows it too, where it happened. */
export const toastFailed = (title: string, body?: string): void =>
  add({ kind: 'failed', title, ...(body === undefined ? {} : { body }) });
