import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 256);
let used = pool.length;
let lastMs = 0;
let counter = 0;

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, a 12-bit counter that keeps the ids of
 * one process in order within a millisecond, 62 random bits.
 */
export function uuidv7(nowMs: number): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = 0;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const at = used;
  used += 16;
  const high = Math.floor(lastMs / 0x10000);
  const low = lastMs & 0xffff;
  const byte = (index: number) => hex[pool[at + index] as number];
  return (
    `${hex[(high >>> 24) & 255]}${hex[(high >>> 16) & 255]}${hex[(high >>> 8) & 255]}${hex[high & 255]}-` +
    `${hex[low >>> 8]}${hex[low & 255]}-` +
    `${hex[0x70 | (counter >>> 8)]}${hex[counter & 255]}-` +
    `${hex[0x80 | ((pool[at + 8] as number) & 0x3f)]}${byte(9)}-` +
    `${byte(10)}${byte(11)}${byte(12)}${byte(13)}${byte(14)}${byte(15)}`
  );
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether the text is a UUID in lower case, the only form that Cairn prints. */
export const isUuid = (text: string): boolean => uuidShape.test(text);
