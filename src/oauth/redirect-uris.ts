/** Names of this machine, to which a code may travel without TLS (RFC 8252, section 7.3). */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * What is wrong with an address that codes are to be sent to; null when nothing is. It is compared letter by letter
 * later (RFC 9700, section 2.1), so it must stand exactly as the application sends it.
 */
export function redirectUriFault(text: string): string | null {
  if (text.length > 2000) return 'may have at most 2,000 characters';
  // The printable letters of ASCII without the blank: what is left stands in a header and in a policy safely.
  if (!/^[\x21-\x7e]+$/.test(text) || /[*;"'<>\\^`{|}]/.test(text))
    return 'has a character that addresses have not';
  const url = URL.parse(text);
  if (url === null || !/^https?:\/\//i.test(text)) return 'must be an https address';
  if (text.includes('#')) return 'must have no fragment';
  if (url.username !== '' || url.password !== '') return 'must hold no credentials';
  if (url.protocol === 'http:' && !loopback.includes(url.hostname))
    return 'must be https; http is for localhost, 127.0.0.1 and [::1] only';
  return null;
}
