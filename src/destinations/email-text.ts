import { type MessageLanguage, type MessageWords, messageWords } from './message-words.ts';
import { eventLink, resourceList, type Summary, shownTime } from './summary.ts';

/** Where links of a mail lead, and the language that it is written in. */
export interface MailStyle {
  readonly publicUrl: string | undefined;
  readonly language: MessageLanguage;
}

/** The five characters that mean something in HTML, in text and in attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const factsOf = (summary: Summary, words: MessageWords): (readonly [string, string])[] => {
  const { level, result, actor, action, module, service, sourceIp, at, id, seq } = summary;
  const { facts } = words;
  const all: (readonly [string, string | undefined])[] = [
    [facts.actor, actor],
    [facts.action, action],
    [facts.resources, resourceList(summary, words)],
    [facts.time, shownTime(at)],
    [facts.level, words.levels[level]],
    [facts.result, words.results[result]],
    [facts.module, module],
    [facts.service, service],
    [facts.address, sourceIp],
    [facts.event, `${id} (${words.number(seq)})`],
  ];
  return all.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
};

/** Plain text of a mail about one event. */
export function singleText(summary: Summary, { publicUrl, language }: MailStyle): string {
  const words = messageWords[language];
  const link = eventLink(summary, publicUrl);
  const facts = factsOf(summary, words).map(([name, value]) => `${name}: ${value}`);
  const lines = [summary.title, '', ...facts, ...(link === undefined ? [] : ['', link])];
  return [...lines, '', '-- ', words.footer, ''].join('\n');
}

/** Plain text of a mail about several events, a paragraph each. */
export function digestText(summaries: readonly Summary[], { publicUrl, language }: MailStyle): string {
  const words = messageWords[language];
  const paragraphs = summaries.map((summary) => {
    const link = eventLink(summary, publicUrl);
    const resources = resourceList(summary, words);
    const on = resources === '' ? '' : ` – ${resources}`;
    const level = words.levels[summary.level];
    const first = `${shownTime(summary.at)}  ${level}  ${summary.title}: ${summary.actor}${on}`;
    return link === undefined ? first : `${first}\n${link}`;
  });
  return [words.events(summaries.length), '', ...paragraphs, '', '-- ', words.footer, ''].join('\n');
}

const page = (content: string, language: MessageLanguage): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"></head>
<body style="font-family: sans-serif; font-size: 14px; color: #1a1a1a">
${content}
<p style="color: #666">${messageWords[language].footer}</p>
</body></html>
`;

const titled = (summary: Summary, publicUrl: string | undefined): string => {
  const link = eventLink(summary, publicUrl);
  return link === undefined
    ? escaped(summary.title)
    : `<a href="${escaped(link)}">${escaped(summary.title)}</a>`;
};

/** HTML of a mail about one event. */
export function singleHtml(summary: Summary, { publicUrl, language }: MailStyle): string {
  const rows = factsOf(summary, messageWords[language]).map(
    ([name, value]) => `<tr><th align="left">${name}</th><td>${escaped(value)}</td></tr>`,
  );
  const content = `<h1 style="font-size: 18px">${titled(summary, publicUrl)}</h1>
<table cellpadding="4">${rows.join('\n')}</table>`;
  return page(content, language);
}

/** HTML of a mail about several events, a row each. */
export function digestHtml(summaries: readonly Summary[], { publicUrl, language }: MailStyle): string {
  const words = messageWords[language];
  const rows = summaries.map((summary) => {
    const cells = [shownTime(summary.at), words.levels[summary.level]].map(escaped);
    cells.push(titled(summary, publicUrl), ...[summary.actor, resourceList(summary, words)].map(escaped));
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const { time, level, action, actor, resources } = words.facts;
  const heads = [time, level, action, actor, resources].map((name) => `<th align="left">${name}</th>`);
  const content = `<h1 style="font-size: 18px">${words.events(summaries.length)}</h1>
<table cellpadding="4"><tr>${heads.join('')}</tr>
${rows.join('\n')}</table>`;
  return page(content, language);
}
