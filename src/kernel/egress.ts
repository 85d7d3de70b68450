import { type LookupAddress, lookup as resolve } from 'node:dns';
import { lookup as resolveAll } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Block, block, canonical, inside, parseBlock } from './addresses.ts';
import { CairnError, invalid } from './errors.ts';

/** Addresses that are not somebody's server on the public internet (IANA special-purpose registries). */
const special: readonly Block[] = [
  '0.0.0.0/8', // this network
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112
  '192.52.193.0/24', // AMT
  '192.88.99.0/24', // 6to4 relays
  '192.168.0.0/16', // private
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
  '::/128', // unspecified
  '::1/128', // loopback
  '64:ff9b:1::/48', // NAT64 of a site: what it leads to is not known
  '100::/64', // discard
  '2001::/23', // protocol assignments: Teredo, ORCHID, benchmarks
  '2001:db8::/32', // documentation
  '3fff::/20', // documentation
  '5f00::/16', // SRv6
  'fc00::/7', // private
  'fec0::/10', // site-local, long deprecated, still routed by some
  'ff00::/8', // multicast
].map(block);

/**
 * Where clouds hand out credentials to whoever asks, and link-local, where such services live. No setting
 * opens these: an operator who allows `*` for a receiver in the house does not mean them.
 */
const never: readonly Block[] = [
  '169.254.0.0/16', // link-local; metadata of AWS, Azure, Google, DigitalOcean
  'fe80::/10', // link-local
  'fd00:ec2::254/128', // AWS over IPv6
  'fd20:ce::254/128', // Google over IPv6
  '100.100.100.200/32', // Alibaba
  '192.0.0.192/32', // Oracle
  '168.63.129.16/32', // Azure's wire server
].map(block);

/** Which addresses Cairn may call. */
export interface Egress {
  /** Whether a connection to this address (text of an IP address) may be opened. */
  permits(address: string): boolean;
  /** Whether the operator named this address; only such ones may be spoken to without TLS by a webhook. */
  isListed(address: string): boolean;
}

/**
 * The egress rule. `allow` is what the operator opened with CAIRN_ALLOW_PRIVATE_NETWORKS: CIDRs, single
 * addresses, or `*` for everything but link-local and metadata addresses. Throws `request.invalid` for text
 * that is neither.
 */
export function createEgress(allow: readonly string[]): Egress {
  const listed: Block[] = [];
  let all = false;
  for (const entry of allow.map((text) => text.trim()).filter((text) => text !== '')) {
    if (entry === '*') all = true;
    else listed.push(networkOf(entry));
  }
  const isListed = (text: string): boolean => {
    if (!ipaddr.isValid(text)) return false;
    const address = canonical(text);
    return !inside(address, never) && (all || inside(address, listed));
  };
  const permits = (text: string): boolean =>
    ipaddr.isValid(text) &&
    !inside(canonical(text), never) &&
    (isListed(text) || !inside(canonical(text), special));
  return { permits, isListed };
}

function networkOf(entry: string): Block {
  const found = parseBlock(entry);
  if (found !== null) return found;
  throw invalid('CAIRN_ALLOW_PRIVATE_NETWORKS', `"${entry}" is not a network such as 10.0.0.0/8, nor *`);
}

const forbidden = (host: string): CairnError =>
  new CairnError('address.forbidden', `${host} is not an address that Cairn may call`);

/** The host of a URL as `net.connect` takes it: without the brackets of IPv6. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Refuses a literal address before a connection is made: `lookup` is not called for those. */
export function checkLiteral(host: string, permits: (address: string) => boolean): void {
  if (ipaddr.isValid(host) && !permits(host)) throw forbidden(host);
}

/**
 * `lookup` for `net.connect` and `tls.connect`: answers only with addresses that may be called, so that what is
 * checked is what is dialled, whatever the name server says a moment later.
 */
export function guardedLookup(permits: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (err, found) => {
      if (err) return callback(err, '', 4);
      const open = (found as LookupAddress[]).filter(({ address }) => permits(address));
      const first = open[0];
      if (!first) return callback(forbidden(hostname), '', 4);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}

/**
 * Says early, when a URL is entered, that it will be refused. The check that counts is made when dialling; a
 * name that does not resolve now passes here. Throws `address.forbidden`.
 */
export async function checkHost(hostname: string, permits: (address: string) => boolean): Promise<void> {
  const host = bareHost(hostname);
  checkLiteral(host, permits);
  if (ipaddr.isValid(host)) return;
  const found = await resolveAll(host, { all: true }).catch(() => []); // unknown now, perhaps known later
  if (found.length > 0 && !found.some(({ address }) => permits(address))) throw forbidden(host);
}
