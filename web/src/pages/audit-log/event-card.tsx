// biome-ignore-all lint/a11y/useSemanticElements: rows out of a table's flow need grids, with the roles of a table
// biome-ignore-all lint/a11y/useFocusableInteractive: the link inside a row takes the focus
import { useText } from '../../text/text.tsx';
import { levelColors } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { ActionCell } from './columns.tsx';
import classes from './event-table.module.css';
import { EventLink, type RowProps } from './event-table.tsx';
import { useEventTime } from './event-time.ts';
import { nameOf } from './names.ts';
import { useSentence } from './sentence.ts';

/** A row on a phone: what was done, and below it who, to what, and when. */
export function EventCard({ event, index, style, isOpen, isFresh, onFocus }: RowProps) {
  const t = useText();
  const sentence = useSentence();
  const time = useEventTime();
  const parts = [nameOf(event.actor), nameOf(event.resources?.[0])].filter((part) => part !== '');
  return (
    <div role="listitem" className={classes.card} style={style} data-open={isOpen} data-fresh={isFresh}>
      <EventLink event={event} index={index} onFocus={onFocus} label={sentence(event)} />
      <span
        className={classes.dot}
        style={{ background: levelColors[event.level] }}
        role="img"
        aria-label={t(`level.${event.level}`)}
      />
      <div className={classes.cardText}>
        <div className={classes.cardLine}>
          <ActionCell code={event.action} />
          {event.result === 'success' ? null : (
            <span className={classes.cardFailed}>
              <Icon name="close" size={13} label={t(`result.${event.result}`)} />
            </span>
          )}
        </div>
        <div className={classes.cardDetail}>
          <span className={classes.clip}>{parts.join(' → ')}</span>
          <time className="tabular" dateTime={event.occurred_at}>
            {time.short(event.occurred_at)}
          </time>
        </div>
      </div>
    </div>
  );
}
