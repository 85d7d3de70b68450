import { z } from 'zod';
import { field, secret } from '../kernel/form.ts';
import type { Answer } from '../kernel/http.ts';
import type { MailReceipt, SmtpServer } from '../mail/mailer.ts';
import { destination, type Outcome } from './destination.ts';
import { digestHtml, digestText, singleHtml, singleText } from './email-text.ts';
import { languageField, messageWords } from './message-words.ts';
import { decodeSummaries, encodeSummary, highestLevel, type Summary, summaryFraming } from './summary.ts';
import { caField } from './tls-fields.ts';

const maxRecipients = 15;

/** What a mail server takes without quoting (RFC 5321, section 4.1.2, dot-string), and a domain. */
const address = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** Addresses of a comma list, each once. */
const addressesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
];

const config = z.strictObject({
  to: field(
    z
      .string()
      .trim()
      .min(3)
      .max(4_000)
      .refine((text) => addressesOf(text).every((one) => address.test(one)), {
        message: 'Addresses such as ada@example.com, separated by commas.',
      })
      .refine((text) => addressesOf(text).length >= 1 && addressesOf(text).length <= maxRecipients, {
        message: `Between 1 and ${maxRecipients} addresses.`,
      }),
    {
      title: 'Recipients',
      description: `Up to ${maxRecipients} e-mail addresses, separated by commas. They see each other.`,
      examples: ['security@example.com, ada@example.com'],
    },
  ),
  language: languageField,
  gather_minutes: field(z.int().min(0).max(1_440).default(1), {
    title: 'Gather for (minutes)',
    description: 'The shortest time between two mails. What happens meanwhile comes in one mail.',
    examples: [1, 60],
  }),
  subject_prefix: field(
    z
      .string()
      .trim()
      .max(60)
      .regex(/^[^\p{Cc}]*$/u, 'One line.')
      .optional(),
    {
      title: 'Beginning of the subject',
      description: 'For filters of the recipients.',
      examples: ['[Audit]'],
      advanced: true,
    },
  ),
  host: field(
    z
      .string()
      .trim()
      .min(1)
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'A host name or an address, without a port.')
      .optional(),
    {
      title: 'Mail server',
      description: 'A mail server of your own. Empty: the one of this Cairn.',
      examples: ['smtp.example.com'],
      advanced: true,
    },
  ),
  port: field(z.int().min(1).max(65_535).default(465), {
    title: 'Port',
    description: 'Of your own mail server: 465 for TLS, 587 for STARTTLS.',
    examples: [465],
    advanced: true,
  }),
  security: field(z.enum(['tls', 'starttls', 'none']).default('tls'), {
    title: 'Encryption',
    description: 'Of your own mail server. none is taken only for addresses that the operator has allowed.',
    advanced: true,
  }),
  from: field(z.string().trim().max(320).regex(address, 'An e-mail address.').optional(), {
    title: 'Sender',
    description: 'Address that mails of your own mail server come from.',
    examples: ['cairn@example.com'],
    advanced: true,
  }),
  ca_pem: caField,
  user: field(z.string().trim().min(1).max(255).optional(), {
    title: 'User',
    description: 'To sign in to your own mail server with.',
    advanced: true,
  }),
});

const secrets = z.strictObject({
  password: secret('Password', 'To sign in to your own mail server with.').optional(),
});

type Config = z.output<typeof config>;

function serverOf(
  { host, port, security, ca_pem, user }: Config,
  password: string | undefined,
): SmtpServer | undefined {
  if (host === undefined) return undefined;
  return {
    ...{ host, port, security },
    ...(ca_pem === undefined ? {} : { tls: { verify: true, ca: ca_pem } }),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
  };
}

function subjectOf(
  summaries: readonly Summary[],
  { subject_prefix: prefix, language }: Pick<Config, 'subject_prefix' | 'language'>,
): string {
  const words = messageWords[language];
  const [first] = summaries;
  const about =
    first !== undefined && summaries.length === 1
      ? `${first.title} – ${first.actor}`
      : words.upTo(summaries.length, words.levels[highestLevel(summaries)]);
  return prefix === undefined ? about : `${prefix} ${about}`;
}

/** 4yz may pass; who refuses a login or every address needs a person; what is left is about this mail. */
function outcome({ status, body }: Answer): Outcome {
  const { stage, reply, accepted, refused } = JSON.parse(body) as MailReceipt;
  const later = refused.find(({ code }) => code < 500);
  if (accepted.length > 0 && status < 400) {
    return later === undefined
      ? { kind: 'delivered' }
      : { kind: 'retry', reason: `${later.address} was not taken yet: ${later.reply}` };
  }
  const reason = `the mail server answered ${reply}`;
  if (stage === 'login') return status < 500 ? { kind: 'retry', reason } : { kind: 'unauthorized', reason };
  if (status < 500 || later !== undefined) return { kind: 'retry', reason };
  // 552 and 5.3.4 are about the size (RFC 1870), also when they come before the mail does.
  if (stage === 'message' || status === 552) return { kind: 'split', reason };
  // 530: the server wants a login first (RFC 4954, section 6).
  return { kind: status === 530 ? 'unauthorized' : 'misconfigured', reason };
}

export const email = destination({
  id: 'email',
  name: 'E-mail',
  description: 'Sends events by e-mail to up to 15 people, one mail for an event, or one for many.',
  docs: 'https://www.rfc-editor.org/rfc/rfc5321',
  config,
  secrets,
  // A mail is read by a person: beyond 200 lines nobody does.
  limits: { events: 200, bytes: 1_000_000, eventBytes: 100_000, waitMs: 1_000, paceMs: 1_000 },
  formats: ['cairn'],
  ordered: true,
  lookFor: 'Each recipient has a mail about a test of the trail; look into the spam folder too.',
  notes: [
    'Use a rule, such as level:warning,error: people stop reading mails that come all day.',
    'A mail holds who, what, when and on what. The details of an event stay in Cairn, where the link leads if the operator has set CAIRN_PUBLIC_URL.',
    'An address that the mail server refuses for good is left out while others are taken; the delivery shows it. A mail that bounces later is not noticed.',
    'A mail that is sent again after a lost answer has the same Message-ID, by which most mailboxes show it once.',
  ],
  testedWith: 'smtp-server, an SMTP server in Node.js',
  gzip: false,
  framing: summaryFraming,
  item: ({ event }, { language }) => encodeSummary(event, language),
  gatherMs: ({ gather_minutes }) => gather_minutes * 60_000,

  request(body, settings, { password }, { batchId, publicUrl }) {
    const summaries = decodeSummaries(body);
    const [first] = summaries;
    const isSingle = first !== undefined && summaries.length === 1;
    const server = serverOf(settings, password);
    const style = { publicUrl, language: settings.language };
    return {
      kind: 'mail',
      ...(server === undefined ? {} : { server }),
      ...(settings.from === undefined || server === undefined ? {} : { from: settings.from }),
      message: {
        to: addressesOf(settings.to),
        subject: subjectOf(summaries, settings),
        text: isSingle ? singleText(first, style) : digestText(summaries, style),
        html: isSingle ? singleHtml(first, style) : digestHtml(summaries, style),
        id: batchId,
        // Keeps out-of-office answers from coming back (RFC 3834, section 5).
        headers: { 'Auto-Submitted': 'auto-generated' },
      },
    };
  },

  outcome,

  faults({ host, from, user }, { password }) {
    const needs = (name: string) => ({
      path: `config.${name}`,
      message: 'Is needed with a mail server of your own.',
    });
    if (host !== undefined && from === undefined) return [needs('from')];
    if (password !== undefined && user === undefined)
      return [{ path: 'config.user', message: 'Is needed with a password.' }];
    return host === undefined && (user ?? password) !== undefined ? [needs('host')] : [];
  },
});
