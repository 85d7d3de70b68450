import { describe, expect, it } from 'vitest';
import { detectLanguage } from './languages.ts';

describe('detectLanguage', () => {
  it('lets ?lang= win over what was chosen before', () => {
    expect(detectLanguage('?lang=ja', ['fr'], 'fr')).toBe('ja');
  });

  it('keeps the choice of this device over the browser', () => {
    expect(detectLanguage('', ['ja-JP'], 'fr')).toBe('fr');
  });

  it('takes the first language of the browser that there is a catalog for', () => {
    expect(detectLanguage('', ['de-DE', 'fr-CA', 'en'])).toBe('fr');
  });

  it('ignores an unknown ?lang= and falls back to English', () => {
    expect(detectLanguage('?lang=xx', ['de'])).toBe('en');
  });
});
