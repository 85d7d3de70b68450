import { invalid } from '../kernel/errors.ts';

/** Of the image itself. */
export const maxLogoBytes = 128 * 1024;

export interface Logo {
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Buffer;
}

/** What the first bytes say; the sender's word does not count. */
function typeOf(bytes: Buffer): Logo['type'] | null {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  if (bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))) return 'image/jpeg';
  const isRiff = bytes.subarray(0, 4).toString('latin1') === 'RIFF';
  return isRiff && bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'image/webp' : null;
}

/**
 * Reads a logo from a `data:` address or from plain base64. SVG is refused: it is a document that can hold scripts.
 * @throws CairnError `request.invalid`
 */
export function readLogo(text: string): Logo {
  const encoded = text.replace(/^data:image\/[a-z+.-]+;base64,/i, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded))
    throw invalid('logo', 'must be a PNG, JPEG or WebP image, as a data: address or in base64');
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length > maxLogoBytes) throw invalid('logo', 'may have at most 128 KiB');
  const type = typeOf(bytes);
  if (type === null) throw invalid('logo', 'must be a PNG, JPEG or WebP image');
  return { type, bytes };
}
