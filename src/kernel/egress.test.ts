import type { LookupAddress } from 'node:dns';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHost, checkLiteral, createEgress, guardedLookup } from './egress.ts';
import { CairnError } from './errors.ts';

const closed = createEgress([]);
const open = createEgress(['*']);

const privateV4 = [
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '127.0.0.1',
  '0.0.0.0',
  '100.64.0.1',
];
const publicV4 = ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '192.1.2.3', '198.20.0.1'];
const metadata = [
  '169.254.169.254',
  'fe80::1',
  'fe80::1%eth0',
  'fd00:ec2::254',
  '100.100.100.200',
  '168.63.129.16',
];

const hex = (v4: string): string => {
  const [a, b, c, d] = v4.split('.').map(Number) as [number, number, number, number];
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
};
/** Every way in which an IPv6 address leads to an IPv4 one. */
const disguises = [
  (v4: string) => `::ffff:${v4}`,
  (v4: string) => `::ffff:${hex(v4)}`,
  (v4: string) => `64:ff9b::${hex(v4)}`,
  (v4: string) => `2002:${hex(v4)}::`,
  (v4: string) => `2002:${hex(v4)}:1:2:3:4:5`,
  (v4: string) => `::ffff:0:${hex(v4)}`,
];

describe('the egress rule', () => {
  test('private addresses are refused and public ones permitted', () => {
    for (const address of privateV4) expect(closed.permits(address), address).toBe(false);
    for (const address of publicV4) expect(closed.permits(address), address).toBe(true);
    for (const address of [
      '::',
      '::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '2001:db8::1',
      '64:ff9b:1::1',
      '2001::1',
    ]) {
      expect(closed.permits(address), address).toBe(false);
    }
    expect(closed.permits('2606:4700::1111')).toBe(true);
  });

  test('an IPv4 address in IPv6 clothes is judged as the IPv4 address', () => {
    for (const disguise of disguises) {
      for (const address of privateV4) {
        expect(closed.permits(disguise(address)), disguise(address)).toBe(false);
        expect(open.permits(disguise(address)), disguise(address)).toBe(true);
      }
      for (const address of publicV4) expect(closed.permits(disguise(address)), disguise(address)).toBe(true);
    }
    expect(closed.permits('::127.0.0.1')).toBe(false);
    expect(closed.permits('::5')).toBe(false);
  });

  test('metadata and link-local addresses are refused whatever the operator allows', () => {
    const asked = createEgress(['*', '169.254.0.0/16', 'fe80::/10', '168.63.129.16']);
    for (const address of metadata) expect(asked.permits(address), address).toBe(false);
    for (const disguise of disguises) expect(asked.permits(disguise('169.254.169.254'))).toBe(false);
  });

  test('what the operator allows is permitted, in any disguise, and nothing beside it', () => {
    const egress = createEgress(['10.0.0.0/8', ' fd00:1::/32 ', '192.168.7.7']);
    expect(egress.permits('10.200.0.1')).toBe(true);
    expect(egress.permits('::ffff:10.200.0.1')).toBe(true);
    expect(egress.permits('fd00:1::5')).toBe(true);
    expect(egress.permits('192.168.7.7')).toBe(true);
    expect(egress.permits('192.168.7.8')).toBe(false);
    expect(egress.permits('127.0.0.1')).toBe(false);
    expect(egress.isListed('10.1.1.1')).toBe(true);
    expect(egress.isListed('8.8.8.8')).toBe(false);
  });

  test('text that is not an address is never permitted, and never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^[\d.:a-fA-Fx]+$/.test(text));
        expect(open.permits(text)).toBe(false);
      }),
    );
  });

  test('every address gets a verdict', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        if (closed.permits(address)) expect(open.permits(address)).toBe(true);
      }),
    );
  });

  test('a setting that is no network is named', () => {
    expect(() => createEgress(['10.0.0.0/99'])).toThrow('10.0.0.0/99');
    expect(() => createEgress(['localhost'])).toThrow('"localhost" is not a network');
  });
});

describe('dialling', () => {
  const look = (host: string, all: boolean, permits: (address: string) => boolean) =>
    new Promise<string | LookupAddress[]>((resolve, reject) =>
      guardedLookup(permits)(host, { all }, (err, address) => (err ? reject(err) : resolve(address))),
    );

  test('a name that leads to a private address is refused after it was resolved', async () => {
    await expect(look('localhost', true, closed.permits)).rejects.toMatchObject({
      code: 'address.forbidden',
    });
    await expect(look('localhost', false, closed.permits)).rejects.toBeInstanceOf(CairnError);
  });

  test('a name is answered with its permitted addresses only', async () => {
    const onlyV4 = (address: string) => address === '127.0.0.1';
    expect(await look('localhost', true, onlyV4)).toEqual([{ address: '127.0.0.1', family: 4 }]);
    expect(await look('localhost', false, onlyV4)).toBe('127.0.0.1');
  });

  test('a literal address is checked too', () => {
    expect(() => checkLiteral('127.0.0.1', closed.permits)).toThrow(CairnError);
    expect(() => checkLiteral('example.com', closed.permits)).not.toThrow();
  });

  test('a host is refused early when all it leads to is forbidden, and passes while it is unknown', async () => {
    await expect(checkHost('[::1]', closed.permits)).rejects.toMatchObject({ code: 'address.forbidden' });
    await expect(checkHost('localhost', closed.permits)).rejects.toMatchObject({ code: 'address.forbidden' });
    await expect(checkHost('nowhere.invalid', closed.permits)).resolves.toBeUndefined();
  });
});
