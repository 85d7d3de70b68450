/**
 * The form in which names and free text are compared: without regard to case. It is computed in one place
 * and stored, so that the database never folds by its own rules (they differ between versions and locales).
 */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase();
