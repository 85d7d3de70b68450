import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Json } from '../api/events.ts';
import { useText } from '../text/text.tsx';
import { CopyButton } from './copy-button.tsx';
import { Icon } from './icons.tsx';
import classes from './json-view.module.css';

interface JsonViewProps {
  readonly value: Json;
  readonly label: string;
  /** Levels that are open at first. */
  readonly open?: number;
}

/** JSON as a tree that folds, with a button that copies all of it. */
export function JsonView({ value, label, open = 2 }: JsonViewProps) {
  return (
    <div className={classes.view}>
      <div className={classes.copy}>
        <CopyButton value={JSON.stringify(value, null, 2)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className={classes.scroll} aria-label={label} tabIndex={0}>
        <Node value={value} open={open} last />
      </section>
    </div>
  );
}

interface NodeProps {
  readonly value: Json;
  readonly name?: string;
  readonly open: number;
  readonly last: boolean;
}

function Node({ value, name, open, last }: NodeProps) {
  const [isOpen, setOpen] = useState(open > 0);
  const t = useText();
  const key = name === undefined ? null : <span className={classes.key}>{JSON.stringify(name)}: </span>;
  const comma = last ? '' : ',';
  if (value === null || typeof value !== 'object') {
    return (
      <div className={classes.line}>
        {key}
        <span data-type={value === null ? 'null' : typeof value} className={classes.value}>
          {JSON.stringify(value)}
        </span>
        {comma}
      </div>
    );
  }
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const [before, after] = isArray ? ['[', ']'] : ['{', '}'];
  if (entries.length === 0) {
    return (
      <div className={classes.line}>
        {key}
        {before}
        {after}
        {comma}
      </div>
    );
  }
  const title = { name: name ?? t('json.root') };
  return (
    <div className={classes.line}>
      <UnstyledButton
        className={classes.fold}
        aria-expanded={isOpen}
        aria-label={isOpen ? t('json.collapse', title) : t('json.expand', title)}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'chevronDown' : 'chevronRight'} size={12} />
      </UnstyledButton>
      {key}
      {before}
      {isOpen ? (
        <div className={classes.children}>
          {entries.map(([child, inner], index) => (
            <Node
              key={child}
              value={inner}
              open={open - 1}
              last={index === entries.length - 1}
              {...(isArray ? {} : { name: child })}
            />
          ))}
        </div>
      ) : (
        <span className={classes.folded}>{t('json.items', { count: entries.length })}</span>
      )}
      {after}
      {comma}
    </div>
  );
}
