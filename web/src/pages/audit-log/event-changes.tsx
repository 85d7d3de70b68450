import { Text } from '@mantine/core';
import type { AuditEvent } from '../../api/events.ts';
import { useText } from '../../text/text.tsx';
import classes from './event-drawer.module.css';
import { changesOf } from './names.ts';

/** What an event changed: the values of `details.before` beside those of `details.after`. */
export function EventChanges({ event }: { readonly event: AuditEvent }) {
  const t = useText();
  const found = changesOf(event);
  if (found === null) return null;
  return (
    <section className={classes.facts}>
      <h4>{t('event.changes')}</h4>
      {found.changes.length === 0 ? null : (
        <div className={classes.changes}>
          {found.changes.map(({ path, before, after }) => (
            <div key={path} className={classes.change}>
              <span className={classes.changePath}>{path}</span>
              <del data-none={before === undefined}>{before ?? t('event.changes.none')}</del>
              <ins data-none={after === undefined}>{after ?? t('event.changes.none')}</ins>
            </div>
          ))}
        </div>
      )}
      {found.same === 0 ? null : (
        <Text size="xs" c="dimmed" mt={6}>
          {t('event.changes.same', { count: found.same })}
        </Text>
      )}
    </section>
  );
}
