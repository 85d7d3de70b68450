import { expect, test } from 'vitest';
import type { Confirmation } from '../../destinations/destination.ts';
import type { Answer, Failure } from '../../kernel/http.ts';
import { confirmed } from './confirm.ts';

const confirmation: Confirmation = {
  request: { method: 'POST', url: 'https://splunk.example.com/ack', headers: {}, body: '{}' },
  everyMs: 1_000,
  times: 5,
  read: ({ body }) =>
    body === 'yes'
      ? { kind: 'delivered' }
      : body === 'no'
        ? { kind: 'unauthorized', reason: 'x' }
        : undefined,
};

function asking(answers: readonly (string | Failure)[]) {
  const waits: number[] = [];
  let next = 0;
  return {
    waits,
    send: async (): Promise<Answer | Failure> => {
      const answer = answers[next++] ?? 'not yet';
      return typeof answer === 'string' ? { status: 200, headers: {}, body: answer } : answer;
    },
    wait: async (ms: number) => void waits.push(ms),
    nowMs: () => 0,
  };
}

const away: Failure = { failure: 'closed', reason: 'the connection broke' };

test('the yes ends it, also after answers that are none and after none at all', async () => {
  const port = asking(['not yet', away, 'yes']);
  expect(await confirmed(confirmation, port)).toEqual({ kind: 'delivered' });
  expect(port.waits).toEqual([1_000, 1_000, 1_000]);
});

test('without a yes the batch goes again, with the reason', async () => {
  expect(await confirmed(confirmation, asking([]))).toEqual({
    kind: 'retry',
    reason: 'taken, but not acknowledged within 5 s',
  });
  const port = { ...asking([away, away]), atMost: 2 };
  expect(await confirmed(confirmation, port)).toMatchObject({
    reason: expect.stringMatching(/2 s: the connection broke$/),
  });
});

test('what else the answer means is what comes of the batch', async () => {
  expect(await confirmed(confirmation, asking(['no']))).toMatchObject({ kind: 'unauthorized' });
});

test('a trail that stops asks no more', async () => {
  const port = { ...asking([]), wait: () => Promise.reject(new Error('stopped')) };
  await expect(confirmed(confirmation, port)).rejects.toThrow('stopped');
});
