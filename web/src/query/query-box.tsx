import { ActionIcon, Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { type Ref, useRef, useState } from 'react';
import type { QueryFault, Scope } from '../api/events.ts';
import { useFormat } from '../text/format.ts';
import { useText } from '../text/text.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import classes from './query-box.module.css';
import { QueryFaultText } from './query-fault-text.tsx';
import { type Suggestion, useSuggestions } from './suggestions.ts';

interface QueryBoxProps {
  readonly orgId: string;
  /** What is searched now: values are offered from there. */
  readonly scope: Scope;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Enter, or a value taken from the list. */
  readonly onSubmit: (value: string) => void;
  readonly label: string;
  readonly placeholder: string;
  readonly fault?: QueryFault | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
}

const icons: Readonly<Record<Suggestion['kind'], IconName>> = {
  field: 'filter',
  value: 'chevronRight',
  recent: 'clock',
};

/** A field for the query language: offers fields and values, and underlines a mistake. */
export function QueryBox(props: QueryBoxProps) {
  const { orgId, scope, value, onChange, onSubmit, label, placeholder, fault, inputRef } = props;
  const t = useText();
  const own = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState(value.length);
  const [scrolled, setScrolled] = useState(0);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const opened = combobox.dropdownOpened;
  const suggestions = useSuggestions(orgId, scope, value, Math.min(caret, value.length), opened);
  const change = (next: string, at: number) => {
    onChange(next);
    setCaret(at);
  };
  const take = (index: number) => {
    const taken = suggestions[index];
    if (taken === undefined) return;
    change(taken.query, taken.caret);
    requestAnimationFrame(() => own.current?.setSelectionRange(taken.caret, taken.caret));
    if (taken.kind === 'field') return combobox.resetSelectedOption();
    combobox.closeDropdown();
    onSubmit(taken.query.trim());
  };
  return (
    <search className={classes.search}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          combobox.closeDropdown();
          onSubmit(value.trim());
        }}
      >
        <Combobox store={combobox} onOptionSubmit={(index) => take(Number(index))} offset={4} shadow="md">
          <Combobox.Target withExpandedAttribute autoComplete="off">
            <TextInput
              ref={(element) => {
                own.current = element;
                if (typeof inputRef === 'function') inputRef(element);
                else if (inputRef) inputRef.current = element;
              }}
              type="text"
              role="combobox"
              aria-label={label}
              aria-invalid={fault !== undefined}
              {...(fault === undefined ? {} : { 'aria-describedby': 'query-fault' })}
              placeholder={placeholder}
              spellCheck={false}
              autoCapitalize="off"
              autoCorrect="off"
              maxLength={4096}
              value={value}
              classNames={{ input: classes.input ?? '', root: classes.root ?? '' }}
              leftSection={<Icon name="search" size={17} />}
              rightSection={
                value === '' ? null : (
                  <ActionIcon
                    size={26}
                    aria-label={t('query.clear')}
                    onClick={() => {
                      change('', 0);
                      onSubmit('');
                      own.current?.focus();
                    }}
                  >
                    <Icon name="close" size={15} />
                  </ActionIcon>
                )
              }
              onChange={(event) => {
                change(event.currentTarget.value, event.currentTarget.selectionStart ?? 0);
                combobox.openDropdown();
                combobox.resetSelectedOption();
              }}
              onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
              onScroll={(event) => setScrolled(event.currentTarget.scrollLeft)}
              onClick={() => combobox.openDropdown()}
              onBlur={() => combobox.closeDropdown()}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && opened) event.stopPropagation();
                else if (event.key === 'Escape') event.currentTarget.blur();
              }}
              inputContainer={(input) => (
                <>
                  {input}
                  {fault === undefined ? null : <Underline value={value} fault={fault} scrolled={scrolled} />}
                </>
              )}
            />
          </Combobox.Target>
          <Combobox.Dropdown hidden={suggestions.length === 0}>
            <Combobox.Options aria-label={t('query.suggestions')} className={classes.options ?? ''}>
              {suggestions.map((each, index) => (
                <Combobox.Option key={`${each.kind} ${each.text}`} value={String(index)}>
                  <SuggestionLine suggestion={each} />
                </Combobox.Option>
              ))}
            </Combobox.Options>
          </Combobox.Dropdown>
        </Combobox>
      </form>
      {fault === undefined ? null : (
        <QueryFaultText
          fault={fault}
          query={value}
          onFix={(fixed) => {
            change(fixed, fixed.length);
            onSubmit(fixed);
          }}
        />
      )}
    </search>
  );
}

function SuggestionLine({ suggestion }: { readonly suggestion: Suggestion }) {
  const format = useFormat();
  const { kind, text, label, events } = suggestion;
  return (
    <span className={classes.suggestion}>
      <Icon name={icons[kind]} size={14} />
      <span className={classes.suggestionText}>{text}</span>
      {label === undefined ? null : (
        <Text span size="xs" c="dimmed" truncate>
          {label}
        </Text>
      )}
      {events === undefined ? null : (
        <Text span size="xs" c="dimmed" className={classes.count}>
          {format.compact(events)}
        </Text>
      )}
    </span>
  );
}

interface UnderlineProps {
  readonly value: string;
  readonly fault: QueryFault;
  readonly scrolled: number;
}

/** The same text once more, invisible but for a line below the mistake. */
function Underline({ value, fault, scrolled }: UnderlineProps) {
  const end = Math.max(fault.position + 1, fault.position + fault.length);
  return (
    <span className={classes.mirror} aria-hidden>
      <span style={{ transform: `translateX(${-scrolled}px)` }}>
        {value.slice(0, fault.position)}
        <u className={classes.fault}>{value.slice(fault.position, end) || ' '}</u>
        {value.slice(end)}
      </span>
    </span>
  );
}
