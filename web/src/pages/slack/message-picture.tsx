import { Text } from '@mantine/core';
import type { Level } from '../../api/events.ts';
import { useChannelsText } from '../../text/channels-text.ts';
import { levelColors } from '../../ui/badge.tsx';
import { Logo } from '../../ui/logo.tsx';
import classes from './slack.module.css';

interface MessagePictureProps {
  /** Whether events are gathered: then one message lists many. */
  readonly isGathered: boolean;
}

/** A message with the words it has in Slack, which are English for every reader. */
export function MessagePicture({ isGathered }: MessagePictureProps) {
  const s = useChannelsText();
  return (
    <figure className={classes.picture}>
      <figcaption>
        <Text size="sm" fw={560}>
          {s('slack.picture')}
        </Text>
      </figcaption>
      <div className={classes.message} lang="en">
        <span className={classes.sender}>
          <Logo size={24} />
        </span>
        <div className={classes.said}>
          <p className={classes.name}>
            <b>Cairn</b> <span className={classes.app}>APP</span> <span className={classes.time}>09:41</span>
          </p>
          {isGathered ? <Many /> : <One />}
        </div>
      </div>
    </figure>
  );
}

const Mark = ({ level }: { readonly level: Level }) => (
  <span className={classes.dot} style={{ background: levelColors[level] }} />
);

const facts = [
  ['Actor', 'Ada Lovelace'],
  ['Resources', 'member Charles Babbage'],
  ['Level', 'warning'],
  ['Result', 'success'],
] as const;

function One() {
  return (
    <>
      <p>
        <Mark level="warning" /> <b className={classes.title}>Remove member</b>
        <br />
        member.removed
      </p>
      <dl className={classes.fields}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const lines = [
  ['error', '09:32:10', 'Deliver event', '×4 Cairn – trail Datadog'],
  ['warning', '09:36:52', 'Remove member', 'Ada Lovelace – member Charles Babbage'],
  ['warning', '09:40:07', 'invoice.refused', 'Billing – invoice 2026-114'],
] as const;

function Many() {
  return (
    <>
      <p>
        <b>6 events, the highest level error</b>
      </p>
      <ul className={classes.digest}>
        {lines.map(([level, at, title, rest]) => (
          <li key={at}>
            <Mark level={level} /> {at} <b className={classes.title}>{title}</b> {rest}
          </li>
        ))}
      </ul>
    </>
  );
}
