import { oneLine } from './mailer.ts';

/** The languages that Cairn writes in. */
export type MailLanguage = 'en' | 'fr' | 'ja';

/** What an invitation by mail says. */
export interface InvitationMail {
  readonly organization: string;
  readonly inviter: string;
  /** The link of the invitation; whoever has it can use it. */
  readonly url: string;
  readonly days: number;
}

interface Words {
  readonly subject: (of: InvitationMail) => string;
  readonly lines: (of: InvitationMail) => readonly string[];
  readonly action: string;
}

const words: Readonly<Record<MailLanguage, Words>> = {
  en: {
    subject: ({ inviter, organization }) => `${inviter} invites you to ${organization} on Cairn`,
    lines: ({ inviter, organization, days }) => [
      `${inviter} invites you to join the organization ${organization} on Cairn.`,
      `The link is yours alone and works once, within ${days} days. If you did not expect it, do nothing.`,
    ],
    action: 'Join',
  },
  fr: {
    subject: ({ inviter, organization }) => `${inviter} vous invite à rejoindre ${organization} sur Cairn`,
    lines: ({ inviter, organization, days }) => [
      `${inviter} vous invite à rejoindre l’organisation ${organization} sur Cairn.`,
      `Ce lien n’est que pour vous et ne sert qu’une fois, dans les ${days} jours. Si vous ne l’attendiez pas, ne faites rien.`,
    ],
    action: 'Rejoindre',
  },
  ja: {
    subject: ({ inviter, organization }) => `${inviter} さんが Cairn の ${organization} に招待しています`,
    lines: ({ inviter, organization, days }) => [
      `${inviter} さんから、Cairn の組織「${organization}」への招待が届きました。`,
      `リンクはご本人専用で、${days} 日以内に一度だけ使えます。心当たりがなければ、何もする必要はありません。`,
    ],
    action: '参加する',
  },
};

/** The five characters that mean something in HTML, in text and in attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Subject, plain text and HTML of an invitation. Names are those that people gave themselves, so they are escaped. */
export function invitationMail(language: MailLanguage, given: InvitationMail) {
  const of = { ...given, organization: oneLine(given.organization), inviter: oneLine(given.inviter) };
  const { subject, lines, action } = words[language];
  const paragraphs = lines(of);
  const html = paragraphs.map((line) => `<p>${escaped(line)}</p>`);
  const link = `<p><a href="${escaped(of.url)}">${escaped(action)}</a></p>`;
  return {
    subject: subject(of),
    text: [paragraphs[0], '', of.url, '', ...paragraphs.slice(1), ''].join('\n'),
    html: `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="font-family: sans-serif; font-size: 15px; color: #1a1a1a">
${html[0]}
${link}
${html.slice(1).join('\n')}
</body></html>
`,
  };
}
