import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../../api/api-tokens.ts';
import type { Trail } from '../../api/trails.ts';
import { attentionItems } from './attention.ts';

const now = Date.parse('2026-11-23T12:00:00Z');
const day = 86_400_000;

const trail = (id: string, over: Partial<Trail>): Trail => ({
  id,
  name: id,
  rule: '',
  destination: 'webhook',
  status: 'active',
  position: 0,
  lag_events: 0,
  lag_seconds: 0,
  delivered_24h: 0,
  failed_24h: 0,
  last_delivery_at: null,
  last_error: null,
  created_at: new Date(now).toISOString(),
  ...over,
});

const token = (id: string, expiresInDays: number | null): ApiToken => ({
  id,
  name: id,
  prefix: 'cairn_abcd',
  scopes: ['events:write'],
  created_at: new Date(now).toISOString(),
  created_by: null,
  expires_at: expiresInDays === null ? null : new Date(now + expiresInDays * day).toISOString(),
  last_used_at: null,
  last_used_address: null,
  allowed_addresses: null,
});

const overview = (deadLetters: number) => ({
  events_24h: 0,
  events_total: 0,
  events_by_hour: [],
  trails: { active: 0, paused: 0, failing: 0 },
  dead_letters: deadLetters,
  lag_seconds: 0,
  storage_bytes: 0,
});

describe('what needs attention', () => {
  it('is nothing when all is well', () => {
    expect(
      attentionItems({ now, overview: overview(0), trails: [trail('a', {})], tokens: [token('t', 90)] }),
    ).toEqual([]);
  });

  it('names failing trails first, then dead letters, lag and tokens', () => {
    const items = attentionItems({
      now,
      overview: overview(3),
      trails: [trail('late', { lag_seconds: 900 }), trail('broken', { status: 'failing' })],
      tokens: [token('ends', 3)],
    });
    expect(items.map(({ kind }) => kind)).toEqual(['failing', 'dead-letters', 'lagging', 'token']);
  });

  it('does not call a paused trail late', () => {
    expect(
      attentionItems({
        now,
        overview: overview(0),
        trails: [trail('a', { status: 'paused', lag_seconds: 9000 })],
        tokens: [],
      }),
    ).toEqual([]);
  });

  it('warns of tokens that end within 14 days or ended within 7', () => {
    const tokens = [
      token('soon', 13),
      token('later', 15),
      token('ended', -2),
      token('old', -8),
      token('never', null),
    ];
    const items = attentionItems({ now, overview: overview(0), trails: [], tokens });
    expect(items.map((item) => (item.kind === 'token' ? [item.token.id, item.isOver] : []))).toEqual([
      ['soon', false],
      ['ended', true],
    ]);
  });
});
