import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { onReauthentication } from '../api/http.ts';

const Dialog = lazy(async () => ({
  default: (await import('./reauthentication-dialog.tsx')).ReauthenticationDialog,
}));

/** Opens one dialog for all requests that the server wants a new proof for, and lets them go on afterwards. */
export function ReauthenticationGate() {
  const waiting = useRef<((proved: boolean) => void)[]>([]);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    onReauthentication(
      () =>
        new Promise((resolve) => {
          waiting.current.push(resolve);
          setOpen(true);
        }),
    );
    return () => onReauthentication(null);
  }, []);
  const end = (proved: boolean) => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(proved);
  };
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Dialog onEnd={end} />
    </Suspense>
  );
}
