import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Reader } from 'mmdb-lib';

interface CountryRecord {
  readonly country_code?: string;
}

let reader: Reader<never> | null = null;

/** Opened at the first question: 8 MB that most processes never need. */
function database(): Reader<never> {
  reader ??= new Reader<never>(
    readFileSync(
      createRequire(import.meta.url).resolve(
        '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
      ),
    ),
  );
  return reader;
}

/**
 * The country that an address is registered in (ISO 3166-1 alpha-2): an estimate from public registry data in
 * the package, which nothing outside is asked for. Null for private and unknown addresses.
 */
export function estimateCountry(address: string): string | null {
  const found = database().get(address) as CountryRecord | null;
  return found?.country_code ?? null;
}
