import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses: its network, and how many leading bits name it. */
export type Block = readonly [Address, number];

/** @throws Error for text that is no CIDR */
export const block = (cidr: string): Block => ipaddr.parseCIDR(cidr);

/** Prefixes that carry an IPv4 address in their last 32 bits. */
const carriers: readonly Block[] = [
  '::ffff:0:0/96', // mapped
  '::ffff:0:0:0/96', // translated (RFC 2765)
  '64:ff9b::/96', // NAT64 (RFC 6052)
  '::/96', // compatible (RFC 4291, deprecated)
].map(block);
const sixToFour = block('2002::/16');

/** Whether an address lies in one of the blocks. */
export const inside = (address: Address, blocks: readonly Block[]): boolean =>
  blocks.some(([net, bits]) => net.kind() === address.kind() && address.match(net as ipaddr.IPv6, bits));

/**
 * The address that a packet ends up at: an IPv4 address that is mapped, translated or tunnelled in IPv6 is
 * judged as that IPv4 address. `::` and `::1` stay what they are.
 */
export function canonical(text: string): Address {
  const address = ipaddr.parse(text.split('%')[0] ?? text);
  if (!(address instanceof ipaddr.IPv6)) return address;
  const bytes = address.toByteArray();
  if (inside(address, [sixToFour])) return new ipaddr.IPv4(bytes.slice(2, 6));
  const low = bytes.slice(12);
  const isOwn = bytes.slice(0, 15).every((byte) => byte === 0) && (low[3] ?? 0) <= 1;
  return !isOwn && inside(address, carriers) ? new ipaddr.IPv4(low) : address;
}

/** A CIDR such as `10.0.0.0/8`, or a single address; null for anything else. */
export function parseBlock(entry: string): Block | null {
  if (entry.includes('/')) return ipaddr.isValidCIDR(entry) ? ipaddr.parseCIDR(entry) : null;
  if (!ipaddr.isValid(entry)) return null;
  const address = ipaddr.parse(entry);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether an address lies in one of some CIDRs or is one of some addresses; what cannot be read holds nothing. */
export function isWithin(address: string, entries: readonly string[]): boolean {
  if (!ipaddr.isValid(address)) return false;
  const blocks = entries.map(parseBlock).filter((found) => found !== null);
  return inside(canonical(address), blocks);
}
