import { CloseButton } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useText } from '../text/text.tsx';
import { Icon } from './icons.tsx';
import classes from './toast-region.module.css';
import { currentToasts, dismissToast, onToasts, type Toast } from './toasts.ts';

const doneMs = 6000;

function ToastCard({ toast: { id, kind, title, body } }: { readonly toast: Toast }) {
  const t = useText();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (kind === 'failed' || held) return;
    const timer = setTimeout(() => dismissToast(id), doneMs);
    return () => clearTimeout(timer);
  }, [id, kind, held]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it or tabbing into it only keeps it longer
    <div
      className={classes.toast}
      data-kind={kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={kind === 'done' ? 'checkCircle' : 'error'} size={20} />
      <div className={classes.text}>
        <strong>{title}</strong>
        {body === undefined ? null : <span>{body}</span>}
      </div>
      <CloseButton size="sm" aria-label={t('action.dismiss')} onClick={() => dismissToast(id)} />
    </div>
  );
}

/**
 * Where toasts appear. Both regions are always there: a screen reader announces what comes into a region
 * that it knows, not a region that comes.
 */
export function ToastRegion() {
  const toasts = useSyncExternalStore(onToasts, currentToasts);
  const cards = (kind: Toast['kind']) =>
    toasts.filter((toast) => toast.kind === kind).map((toast) => <ToastCard key={toast.id} toast={toast} />);
  return (
    <div className={classes.region}>
      <div role="alert">{cards('failed')}</div>
      <div role="status">{cards('done')}</div>
    </div>
  );
}
