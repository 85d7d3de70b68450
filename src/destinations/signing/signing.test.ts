import { describe, expect, test } from 'vitest';
import { awsSignatureFault } from '../../../test/fakes/aws-signature.ts';
import { azureBusFault, azureStorageFault } from '../../../test/fakes/azure-signature.ts';
import { googleKeyFile } from '../../../test/fakes/token-server.ts';
import { signedForAws } from './aws.ts';
import { sharedAccessSignature, signedForStorage } from './azure.ts';
import { googleTokenRequest, serviceAccountOf } from './google.ts';
import { readToken } from './oauth-token.ts';

const received = (outgoing: ReturnType<typeof signedForAws>) => {
  const url = new URL(outgoing.url);
  return {
    method: outgoing.method,
    path: url.pathname + url.search,
    headers: { ...outgoing.headers } as Record<string, string>,
    raw: Buffer.from(outgoing.body as Uint8Array),
  };
};

describe('AWS Signature Version 4', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, "Example: PUT Object".
  const example = {
    access_key_id: 'AKIAIOSFODNN7EXAMPLE',
    secret_access_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const scope = { service: 's3', region: 'us-east-1', now: new Date('2013-05-24T00:00:00Z') };
  const put = {
    method: 'PUT',
    url: 'https://examplebucket.s3.amazonaws.com/test%24file.text',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body: 'Welcome to Amazon S3.',
  } as const;

  test('gives the signature of the published example, and the fake takes that one', () => {
    const signed = signedForAws(put, example, scope);
    expect(signed.headers.authorization).toMatch(
      /Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd$/,
    );
    const keys = { [example.access_key_id]: { secret: example.secret_access_key } };
    const at = { service: 's3', region: 'us-east-1', nowMs: scope.now.getTime() };
    expect(awsSignatureFault(received(signed), keys, at)).toBeUndefined();
    const request = received(signed);
    expect(awsSignatureFault({ ...request, raw: Buffer.from('else') }, keys, at)).toBe(
      'XAmzContentSHA256Mismatch',
    );
    expect(awsSignatureFault({ ...request, path: '/other' }, keys, at)).toBe('SignatureDoesNotMatch');
    expect(awsSignatureFault(request, keys, { ...at, nowMs: at.nowMs + 16 * 60_000 })).toBe(
      'RequestTimeTooSkewed',
    );
    expect(awsSignatureFault(request, keys, { ...at, region: 'eu-west-1' })).toBe('WrongScope');
    expect(awsSignatureFault(request, {}, at)).toBe('InvalidAccessKeyId');
    const wrong = { [example.access_key_id]: { secret: 'wrong' } };
    expect(awsSignatureFault(request, wrong, at)).toBe('SignatureDoesNotMatch');
  });

  test('temporary keys send their session token among what is signed', () => {
    const now = new Date();
    const keys = { ...example, session_token: 'session+/=' };
    const outgoing = {
      method: 'POST',
      url: 'https://kinesis.eu-west-1.amazonaws.com/',
      headers: {},
      body: '{}',
    } as const;
    const request = received(signedForAws(outgoing, keys, { service: 'kinesis', region: 'eu-west-1', now }));
    expect(request.headers['x-amz-security-token']).toBe('session+/=');
    expect(request.headers.authorization).toContain('x-amz-security-token');
    const known = { [example.access_key_id]: { secret: example.secret_access_key, session: 'session+/=' } };
    const at = { service: 'kinesis', region: 'eu-west-1', nowMs: now.getTime() };
    expect(awsSignatureFault(request, known, at)).toBeUndefined();
  });
});

describe('Azure', () => {
  const account = { name: 'acme', key: Buffer.from('a storage key of 64 bytes or so').toString('base64') };

  test('Shared Key covers headers, length and path', () => {
    const put = {
      method: 'PUT',
      url: 'https://acme.blob.core.windows.net/logs/a%20b/c.jsonl.gz',
      headers: {
        'content-type': 'application/gzip',
        'if-none-match': '*',
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-date': new Date().toUTCString(),
        'x-ms-version': '2023-11-03',
      },
      body: 'abc',
    } as const;
    const request = received(signedForStorage(put, account));
    request.headers['content-length'] = '3';
    expect(azureStorageFault(request, account, Date.now())).toBeUndefined();
    for (const [name, value] of [
      ['x-ms-blob-type', 'PageBlob'],
      ['if-none-match', ''],
      ['content-length', '4'],
    ]) {
      const changed = { ...request, headers: { ...request.headers, [name as string]: value } };
      expect(azureStorageFault(changed, account, Date.now()), name).toBe('AuthenticationFailed');
    }
    expect(azureStorageFault({ ...request, path: '/logs/other' }, account, Date.now())).toBe(
      'AuthenticationFailed',
    );
    expect(azureStorageFault(request, account, Date.now() + 16 * 60_000)).toBe('AuthenticationFailed');
  });

  test('a shared access signature names what it is good for and until when', () => {
    const rule = { name: 'send', key: 'c2VjcmV0+/=' };
    const text = sharedAccessSignature(
      'https://acme.servicebus.windows.net/hub',
      rule,
      new Date(Date.now() + 60_000),
    );
    const lets = (authorization: string, path: string, later = 0) =>
      azureBusFault(
        authorization,
        { host: 'acme.servicebus.windows.net', path },
        { rule, nowMs: Date.now() + later },
      );
    expect(lets(text, '/hub/messages')).toBeUndefined();
    expect(lets(text, '/other/messages')).toBe('InvalidAudience');
    expect(lets(text, '/hub/messages', 61_000)).toBe('ExpiredToken');
    expect(lets(text.replace('skn=send', 'skn=other'), '/hub/messages')).toBe('InvalidSignature');
    expect(lets(text.replace(/se=\d+/, 'se=99999999999'), '/hub/messages')).toBe('InvalidSignature');
  });
});

describe('access tokens', () => {
  test('a key file must be a service account with a readable RSA key', () => {
    const { file } = googleKeyFile();
    expect(serviceAccountOf(file)?.client_email).toBe('cairn@project.iam.gserviceaccount.com');
    const { private_key: _, ...keyless } = JSON.parse(file);
    for (const text of [
      '',
      'null',
      '[]',
      '{',
      JSON.stringify(keyless),
      JSON.stringify({ ...JSON.parse(file), private_key: 'x' }),
    ]) {
      expect(serviceAccountOf(text), text.slice(0, 40)).toBeUndefined();
    }
  });

  test('the proof goes to Google, whatever token_uri the file names', () => {
    const request = googleTokenRequest(googleKeyFile().file, 'scope', new Date());
    expect(request?.url).toBe('https://oauth2.googleapis.com/token');
  });

  test('what the answers of a token endpoint mean', () => {
    const read = (status: number, body: object | string, headers = {}) =>
      readToken({ status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }, 1_000);
    expect(read(200, { access_token: 't', expires_in: 3599 })).toEqual({
      token: 't',
      expiresAtMs: 3_600_000,
    });
    expect(read(200, { access_token: 't', expires_in: '60' })).toMatchObject({ expiresAtMs: 61_000 });
    expect(read(200, { access_token: 't' })).toMatchObject({ expiresAtMs: 301_000 });
    expect(read(200, { access_token: 't\r\nx: y' })).toMatchObject({ kind: 'retry' });
    expect(read(200, '<html>')).toMatchObject({ kind: 'retry' });
    expect(read(400, { error: 'invalid_grant', error_description: 'no\nsuch' })).toEqual({
      kind: 'unauthorized',
      reason: 'no access token: answered 400: invalid_grant: no such',
    });
    expect(read(401, { error: 'invalid_client' })).toMatchObject({ kind: 'unauthorized' });
    expect(read(429, {}, { 'retry-after': '3' })).toMatchObject({ kind: 'retry', afterMs: 3_000 });
    expect(read(503, 'tok-secret')).toEqual({ kind: 'retry', reason: 'no access token: answered 503' });
  });
});
