import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in base64url: 43 characters. */
export const randomToken = (prefix = ''): string => prefix + randomBytes(32).toString('base64url');

/** What is stored of a token: SHA-256 suffices, because 256 random bits cannot be guessed. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
