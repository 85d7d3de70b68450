import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { isProblem } from '../api/http.ts';
import { useText } from '../text/text.tsx';
import { Icon } from '../ui/icons.tsx';
import classes from './shell.module.css';

const useOnline = (): boolean =>
  useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );

/** Whether the last thing that any query heard was that the server does not answer. */
function useServerSilent(): boolean {
  const cache = useQueryClient().getQueryCache();
  const [silent, setSilent] = useState(false);
  useEffect(
    () =>
      cache.subscribe(({ type, query }) => {
        if (type !== 'updated') return;
        const { error, fetchFailureReason, status } = query.state;
        const reason = fetchFailureReason ?? error;
        if (isProblem(reason)) setSilent(reason.status === 0);
        else if (status === 'success') setSilent(false);
      }),
    [cache],
  );
  return silent;
}

/** Says that the page may be out of date. Queries go on by themselves as soon as they can. */
export function OfflineBanner() {
  const t = useText();
  const online = useOnline();
  const silent = useServerSilent();
  const message = online ? (silent ? t('shell.offline.server') : '') : t('shell.offline');
  return (
    <div role="status" className={message === '' ? undefined : classes.offline}>
      {message === '' ? null : (
        <>
          <Icon name="offline" size={17} />
          {message}
        </>
      )}
    </div>
  );
}
