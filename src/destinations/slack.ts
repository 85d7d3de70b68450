import { z } from 'zod';
import type { Level } from '../event/event.ts';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import { destination, type Outcome } from './destination.ts';
import { languageField, type MessageWords, messageWords } from './message-words.ts';
import { standardOutcome } from './outcome.ts';
import {
  decodeSummaries,
  encodeSummary,
  eventLink,
  highestLevel,
  resourceList,
  type Summary,
  shownTime,
  summaryFraming,
} from './summary.ts';

const config = z.strictObject({
  channel: field(
    z
      .string()
      .trim()
      .max(80)
      .regex(/^#?[^\s#@,<>]+$/, 'The id of a channel, such as C0123456789, or its name.')
      .optional(),
    {
      title: 'Channel',
      description: 'With a bot token: where to post. A webhook address has a channel of its own.',
      examples: ['C0123456789'],
    },
  ),
  language: languageField,
  gather_minutes: field(z.int().min(0).max(1_440).default(0), {
    title: 'Gather for (minutes)',
    description:
      'The shortest time between two messages. What happens meanwhile comes in one, repeats counted.',
    examples: [0, 10],
  }),
});

const secrets = z.strictObject({
  webhook_url: secret(
    'Webhook address',
    'From your Slack app, under Incoming Webhooks. Whoever has it can post to the channel. Other services that take Slack’s messages, such as Mattermost, work too.',
  )
    .regex(/^https?:\/\/[^\s@]+$/, 'An address such as https://hooks.slack.com/services/….')
    .optional(),
  bot_token: secret(
    'Bot token',
    'Instead of a webhook address: a token with the scope chat:write, of a bot that was invited to the channel.',
  )
    .regex(/^xox[a-z]+-[\w-]+$/, 'A token that starts with xoxb-.')
    .optional(),
});

/** Where links lead, and the words around what events hold. */
interface Style {
  readonly publicUrl: string | undefined;
  readonly words: MessageWords;
}

/** Marks that tell levels apart without colour. */
const marks: Readonly<Record<Level, string>> = {
  information: ':information_source:',
  notice: ':large_blue_circle:',
  warning: ':warning:',
  error: ':red_circle:',
};

/** `&`, `<` and `>` are all that Slack gives a meaning to; without `<` nobody is mentioned and nothing linked. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `verbatim` keeps Slack from making links and mentions out of what senders wrote. */
const markdown = (text: string) => ({ type: 'mrkdwn', text, verbatim: true });

/** A section takes 3,000 characters (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const maxSection = 3_000;

const linked = (text: string, link: string | undefined): string =>
  link === undefined ? escaped(text) : `<${escaped(link)}|${escaped(text).replaceAll('|', '¦')}>`;

function single(summary: Summary, { publicUrl, words }: Style) {
  const { level, title, action, actor, result, at, module } = summary;
  // A field takes 2,000 characters, and one may become five when it is escaped.
  const resources = resourceList(summary, words).slice(0, 380);
  const facts = [
    [words.facts.actor, actor],
    [words.facts.resources, resources],
    [words.facts.level, words.levels[level]],
    [words.facts.result, words.results[result]],
    [words.facts.module, module ?? ''],
    [words.facts.time, shownTime(at)],
  ].filter(([, value]) => value !== '');
  return [
    {
      type: 'section',
      text: markdown(`${marks[level]} *${linked(title, eventLink(summary, publicUrl))}*\n${escaped(action)}`),
    },
    {
      type: 'section',
      fields: facts.map(([name = '', value = '']) => markdown(`*${name}*\n${escaped(value)}`)),
    },
  ];
}

/** Repeats of an event are one line with their count; the newest stands for them. */
function counted(summaries: readonly Summary[]): { readonly summary: Summary; readonly times: number }[] {
  const found = new Map<string, { summary: Summary; times: number }>();
  for (const summary of summaries) {
    const key = JSON.stringify([
      summary.level,
      summary.action,
      summary.actor,
      summary.result,
      summary.resources,
    ]);
    found.set(key, { summary, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()];
}

const digestLine = (summary: Summary, times: number, { publicUrl, words }: Style): string => {
  const { level, title, actor, at } = summary;
  const resources = resourceList(summary, words);
  const repeats = times === 1 ? '' : ` ×${times}`;
  const on = resources === '' ? '' : ` – ${escaped(resources.slice(0, 200))}`;
  const line = (link?: string): string =>
    `${marks[level]} ${shownTime(at)} *${linked(title, link)}*${repeats} ${escaped(actor)}${on}`;
  const whole = line(eventLink(summary, publicUrl));
  return whole.length <= maxSection ? whole : line();
};

/** Lines of a digest, as many to a section as it takes. */
function digest(summaries: readonly Summary[], style: Style) {
  const sections: string[] = [];
  for (const { summary, times } of counted(summaries)) {
    const line = digestLine(summary, times, style);
    const last = sections.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= maxSection)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map((text) => ({ type: 'section', text: markdown(text) }));
}

function message(summaries: readonly Summary[], style: Style) {
  const [first] = summaries;
  const isSingle = first !== undefined && summaries.length === 1;
  const headline = isSingle
    ? `${first.title}: ${first.actor}`
    : style.words.upTo(summaries.length, style.words.levels[highestLevel(summaries)]);
  const blocks = isSingle
    ? single(first, style)
    : [{ type: 'section', text: markdown(`*${headline}*`) }, ...digest(summaries, style)];
  return { text: escaped(headline), blocks, unfurl_links: false, unfurl_media: false };
}

/** Errors of chat.postMessage, which come with status 200 (https://docs.slack.dev/reference/methods/chat.postMessage). */
const meanings: readonly (readonly [Outcome['kind'] & ('unauthorized' | 'split' | 'retry'), RegExp])[] = [
  [
    'unauthorized',
    /^(invalid_auth|not_authed|account_inactive|token_(revoked|expired)|missing_scope|no_permission|access_denied|not_allowed_token_type|ekm_access_denied|org_login_required|team_access_not_granted)$/,
  ],
  [
    'split',
    /^(msg_too_long|msg_blocks_too_long|invalid_blocks(_format)?|no_text|too_many_attachments|invalid_json|json_not_object)$/,
  ],
  [
    'retry',
    /^(rate_?limited|message_limit_exceeded|fatal_error|internal_error|service_unavailable|request_timeout|team_added_to_org|accesslimited)$/,
  ],
];

function outcome(answer: Answer, nowMs: number): Outcome {
  const standard = standardOutcome(answer, nowMs);
  if (standard.kind !== 'delivered' || !answer.body.startsWith('{')) return standard;
  const { ok, error = 'no reason given' } = readJson(answer.body);
  if (ok === true) return standard;
  const reason = `Slack answered ${error}`;
  const kind = meanings.find(([, pattern]) => pattern.test(error))?.[0];
  return { kind: kind ?? 'misconfigured', reason };
}

function readJson(text: string): { readonly ok?: boolean; readonly error?: string } {
  try {
    return JSON.parse(text);
  } catch {
    // Something between us and Slack answered; it is no word of Slack's that the message was taken.
    return {};
  }
}

export const slack = destination({
  id: 'slack',
  name: 'Slack',
  description:
    'Posts events to a Slack channel, one message for an event, or one for many when they come fast.',
  docs: 'https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks',
  config,
  secrets,
  // One message a second for a channel (https://docs.slack.dev/apis/web-api/rate-limits). A message takes
  // 50 blocks, and a line of a digest may need a section of its own.
  limits: { events: 40, bytes: 200_000, eventBytes: 100_000, waitMs: 0, paceMs: 1_000 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'The channel shows a message about a test of the trail.',
  notes: [
    'Slack takes one message a second. What happens faster is gathered: one message then lists up to 40 events, a line each.',
    'Use a rule, such as level:warning,error: people stop reading a channel that never rests.',
    'A message holds who, what, when and on what. The details of an event stay in Cairn, where the title leads if the operator has set CAIRN_PUBLIC_URL.',
    'Slack does not drop repeats: after a lost answer a message may be there twice.',
  ],
  gzip: false,
  framing: summaryFraming,
  item: ({ event }, { language }) => encodeSummary(event, language),
  gatherMs: ({ gather_minutes }) => gather_minutes * 60_000,

  request(body, { channel, language }, { webhook_url, bot_token }, { publicUrl }) {
    const content = message(decodeSummaries(body), { publicUrl, words: messageWords[language] });
    const json = { 'content-type': 'application/json; charset=utf-8' };
    if (webhook_url !== undefined) {
      return { method: 'POST', url: webhook_url, headers: json, body: JSON.stringify(content) };
    }
    return {
      method: 'POST',
      url: 'https://slack.com/api/chat.postMessage',
      headers: { ...json, authorization: `Bearer ${bot_token ?? ''}` },
      body: JSON.stringify({ channel, ...content }),
    };
  },

  outcome,

  faults({ channel }, { webhook_url, bot_token }) {
    if (webhook_url === undefined && bot_token === undefined) {
      return [
        { path: 'secrets.webhook_url', message: 'Give a webhook address, or a bot token and a channel.' },
      ];
    }
    if (webhook_url !== undefined && bot_token !== undefined) {
      return [{ path: 'secrets.bot_token', message: 'Give a webhook address or a bot token, not both.' }];
    }
    return bot_token !== undefined && channel === undefined
      ? [{ path: 'config.channel', message: 'A bot token needs a channel to post to.' }]
      : [];
  },
});
