/** The same server, another database. A URL object would refuse the empty host of a Unix socket. */
export const databaseUrl = (serverUrl: string, name: string): string =>
  serverUrl.replace(/^([a-z]+:\/\/[^/]*\/)[^?]*/, `$1${name}`);
