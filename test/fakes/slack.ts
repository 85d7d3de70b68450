import { type Received, type Receiver, type Reply, startReceiver } from './receiver.ts';

export interface SlackMessage {
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly atMs: number;
}

interface Text {
  readonly type: string;
  readonly text: string;
}

interface Block {
  readonly type: string;
  readonly text?: Text;
  readonly fields?: readonly Text[];
}

export interface Slack extends Receiver {
  readonly messages: SlackMessage[];
  /** Paths of webhooks that exist; take one away to disable it. */
  readonly hooks: Set<string>;
  /** Bot tokens that are let in. */
  readonly tokens: Set<string>;
  /** Codes of the consent page that were not used yet. */
  readonly codes: Set<string>;
  /** Let the next person who is asked for consent decline. */
  declineNext(): void;
}

/** A message sooner than this after the one before is refused: one a second, less the unevenness of timers. */
const shortestMs = 900;

const said = (status: number, body: string, headers = {}): Reply => ({
  status,
  body,
  headers: { 'content-type': 'text/html', ...headers },
});
const replied = (body: object): Reply => ({ status: 200, body: JSON.stringify(body) });

/**
 * Slack as far as posting goes, with every documented limit: one message a second for a channel, 50 blocks, 3,000
 * characters a section, 10 fields of 2,000. Incoming webhooks answer in text with a status, chat.postMessage always
 * in JSON with 200.
 */
export async function startSlack(): Promise<Slack> {
  const messages: SlackMessage[] = [];
  const hooks = new Set(['/services/T0/B0/secretpart']);
  const tokens = new Set(['xoxb-good']);
  const codes = new Set<string>();
  let declines = false;

  const post = (channel: string, content: Omit<SlackMessage, 'channel' | 'atMs'>): Reply | undefined => {
    const atMs = Date.now();
    const last = messages.findLast((one) => one.channel === channel);
    if (last !== undefined && atMs - last.atMs < shortestMs) {
      return said(429, 'rate_limited', { 'retry-after': '1' });
    }
    messages.push({ ...content, channel, atMs });
    return undefined;
  };

  const hook = (request: Received, content: SlackMessage | undefined): Reply => {
    if (!hooks.has(request.path)) return said(404, 'no_service');
    if (content === undefined) return said(400, 'invalid_payload');
    return post(request.path, content) ?? said(200, 'ok');
  };

  const api = (request: Received, content: SlackMessage | undefined): Reply => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return replied({ ok: false, error: 'not_authed' });
    if (!tokens.has(token)) return replied({ ok: false, error: 'invalid_auth' });
    if (content === undefined) return replied({ ok: false, error: 'invalid_blocks' });
    if (content.channel !== 'C0123456789') return replied({ ok: false, error: 'channel_not_found' });
    return post(content.channel, content) ?? replied({ ok: true, channel: content.channel, ts: '1.2' });
  };

  /** oauth.v2.access: HTTP Basic, each code once (https://docs.slack.dev/reference/methods/oauth.v2.access). */
  const access = ({ headers, body }: Received): Reply => {
    if (headers.authorization !== `Basic ${Buffer.from('app:app-secret').toString('base64')}`)
      return replied({ ok: false, error: 'bad_client_secret' });
    if (!codes.delete(new URLSearchParams(body).get('code') ?? ''))
      return replied({ ok: false, error: 'invalid_code' });
    const url = 'https://hooks.slack.com/services/T0/B0/secretpart';
    return replied({ ok: true, incoming_webhook: { url, channel: '#audit' } });
  };

  /**
   * The consent page, with a person who agrees at once: back to the redirect address with a code and the state
   * (https://docs.slack.dev/authentication/installing-with-oauth).
   */
  const authorize = (path: string): Reply => {
    const { searchParams } = new URL(path, 'http://slack');
    const back = searchParams.get('redirect_uri');
    if (searchParams.get('client_id') !== 'app' || searchParams.get('scope') !== 'incoming-webhook' || !back)
      return said(400, 'invalid_client_id');
    const url = new URL(back);
    if (declines) url.searchParams.set('error', 'access_denied');
    else {
      const code = `code-${Math.random()}`;
      codes.add(code);
      url.searchParams.set('code', code);
    }
    declines = false;
    url.searchParams.set('state', searchParams.get('state') ?? '');
    return said(302, '', { location: url.toString() });
  };

  const receiver = await startReceiver((request) => {
    if (request.path.startsWith('/oauth/v2/authorize?')) return authorize(request.path);
    if (request.path === '/api/oauth.v2.access') return access(request);
    const content = readMessage(request);
    return request.path === '/api/chat.postMessage' ? api(request, content) : hook(request, content);
  });
  return Object.defineProperties(receiver, {
    messages: { value: messages },
    hooks: { value: hooks },
    tokens: { value: tokens },
    codes: { value: codes },
    declineNext: {
      value: () => {
        declines = true;
      },
    },
  }) as Slack;
}

function readMessage({ headers, body }: Received): SlackMessage | undefined {
  if (!/^application\/json/.test(headers['content-type'] ?? '')) return undefined;
  const message = JSON.parse(body) as SlackMessage;
  const isText = ({ type, text }: Text, max: number): boolean =>
    type === 'mrkdwn' && text.length > 0 && text.length <= max;
  const isBlock = ({ type, text, fields = [] }: Block): boolean =>
    type === 'section' &&
    (text !== undefined || fields.length > 0) &&
    (text === undefined || isText(text, 3_000)) &&
    fields.length <= 10 &&
    fields.every((field) => isText(field, 2_000));
  const isSound = message.text !== '' && message.blocks.length <= 50 && message.blocks.every(isBlock);
  return isSound ? message : undefined;
}
