import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { canonicalText } from '../../kernel/canonical-json.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const number = z.int().min(0);
const at = z.iso.datetime();

const object = z.strictObject({
  key: z.string(),
  events: number,
  first_seq: number,
  last_seq: number,
  /** Bytes stored. */
  bytes: number,
  /** Of the bytes stored. */
  sha256: hex,
  /** Of the JSON Lines after decompression. */
  content_sha256: hex,
  written_at: at,
});

const unsigned = {
  version: z.literal(1),
  organization_id: z.string(),
  trail_id: z.string(),
  /** 1, 2, 3 … within a trail. */
  number: z.int().min(1),
  /** The hour, UTC, in which its objects were written. */
  hour: at,
  /** What the digest accounts for: each of these numbers is in an object, refused, or left out by the rule. */
  covers: z.strictObject({ first: number, last: number }).nullable(),
  /** The rules that decided about the numbers of `covers`, each from a number on. An empty one takes every event. */
  rules: z.array(z.strictObject({ from: number, rule: z.string() })),
  /** Numbers of events in `covers` that the store had refused: dead letters. */
  refused: z.array(number),
  objects: z.array(object),
  previous: z.strictObject({ number: z.int().min(1), key: z.string(), sha256: hex }).nullable(),
  key_id: z.string(),
};

const digest = z.strictObject({ ...unsigned, signature: z.string() });

/** A digest before it is signed. */
export type Unsigned = z.output<z.ZodObject<typeof unsigned>>;

/** A signed list of what one trail wrote in one hour. `docs/digests.md` describes it. */
export type Digest = z.output<typeof digest>;

export type DigestObject = Digest['objects'][number];

export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');

/** The id of a public key: 16 hex digits of the hash of its DER form. */
export const keyId = (publicKey: KeyObject): string =>
  sha256Hex(publicKey.export({ type: 'spki', format: 'der' })).slice(0, 16);

/** The text of a digest: canonical JSON (RFC 8785), signed with Ed25519 (RFC 8032) without its `signature`. */
export function signedDigest(content: Unsigned, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(canonicalText(content)), privateKey).toString('base64');
  return canonicalText({ ...content, signature });
}

/** What a text holds: a digest, or why it is none. */
export type Read = { readonly digest: Digest } | { readonly fault: string };

/** Reads a digest's text and holds its signature against the key. */
export function readDigest(text: string, publicKey: KeyObject): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  const parsed = digest.safeParse(value);
  if (!parsed.success) return { fault: 'is not a digest of a version that is known' };
  const { signature, ...content } = parsed.data;
  if (content.key_id !== keyId(publicKey))
    return { fault: `was signed with another key (${content.key_id})` };
  const isSigned = verify(
    null,
    Buffer.from(canonicalText(content)),
    publicKey,
    Buffer.from(signature, 'base64'),
  );
  return isSigned ? { digest: parsed.data } : { fault: 'has a signature that does not belong to it' };
}

/** The Ed25519 key of a PEM text. @throws Error when it is none */
export function publicKeyOf(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('the key is not an Ed25519 public key');
  return key;
}
