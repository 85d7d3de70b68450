import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The directory of package.json. Nothing here depends on the working directory. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @param {...string} parts
 * @returns {string} the path of a file of the checkout
 */
export const inCheckout = (...parts) => join(root, ...parts);
