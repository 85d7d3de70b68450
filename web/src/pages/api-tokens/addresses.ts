/** Numbers of an IPv4 address: no leading zeros, which some programs read as octal. */
const ipv4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/;
const group = /^[\da-f]{1,4}$/i;

function isIpv6(text: string): boolean {
  if (!text.includes(':') || text.includes(':::')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  // The last 32 bits may be written as an IPv4 address (RFC 4291, 2.2).
  const tail = groups.at(-1) ?? '';
  const hasTail = tail.includes('.');
  if (hasTail && !ipv4.test(tail)) return false;
  const plain = hasTail ? groups.slice(0, -1) : groups;
  const count = plain.length + (hasTail ? 2 : 0);
  return plain.every((each) => group.test(each)) && (halves.length === 2 ? count <= 7 : count === 8);
}

/** Whether a text is an address or a CIDR range. Catches slips while typing; the server decides. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  const width = ipv4.test(address) ? 32 : isIpv6(address) ? 128 : 0;
  if (width === 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= width);
}
