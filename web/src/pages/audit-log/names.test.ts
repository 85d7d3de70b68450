import { describe, expect, it } from 'vitest';
import type { AuditEvent } from '../../api/events.ts';
import { changesOf, complementText } from './names.ts';

const event = (parts: Partial<AuditEvent>): AuditEvent => ({
  id: '1',
  organization_id: 'o',
  seq: 1,
  action: 'a',
  occurred_at: '2026-11-23T10:00:00.000Z',
  received_at: '2026-11-23T10:00:00.000Z',
  level: 'notice',
  result: 'success',
  schema: 1,
  ...parts,
});

describe('complementText', () => {
  it('writes keys as words, and a setting alone', () => {
    expect(complementText(event({ complement: { client_name: 'Portal', scopes: ['a', 'b'] } }))).toBe(
      'client name: Portal, scopes: a, b',
    );
    expect(complementText(event({ complement: { setting: 'Enable' } }))).toBe('Enable');
  });
});

describe('changesOf', () => {
  it('names what was changed, added and removed, and counts the rest', () => {
    const details = {
      before: { role: 'READER', limits: { events: 5 }, gone: 1, name: 'Ada' },
      after: { role: 'OWNER', limits: { events: 6 }, fresh: [1, 2], name: 'Ada' },
    };
    expect(changesOf(event({ details }))).toEqual({
      changes: [
        { path: 'role', before: 'READER', after: 'OWNER' },
        { path: 'limits.events', before: '5', after: '6' },
        { path: 'gone', before: '1', after: undefined },
        { path: 'fresh', before: undefined, after: '1, 2' },
      ],
      same: 1,
    });
  });

  it('is nothing without before and after', () => {
    expect(changesOf(event({ details: { before: 'then' } }))).toBeNull();
  });
});
