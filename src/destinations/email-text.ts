import { eventLink, resourceList, type Summary, shownTime } from './summary.ts';

/** The five characters that mean something in HTML, in text and in attributes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const factsOf = (summary: Summary): (readonly [string, string])[] => {
  const { level, result, actor, action, module, service, sourceIp, at, id, seq } = summary;
  const all: (readonly [string, string | undefined])[] = [
    ['Actor', actor],
    ['Action', action],
    ['Resources', resourceList(summary)],
    ['Time', shownTime(at)],
    ['Level', level],
    ['Result', result.replace('_', ' ')],
    ['Module', module],
    ['Service', service],
    ['Source address', sourceIp],
    ['Event', `${id} (number ${seq})`],
  ];
  return all.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as const],
  );
};

const footer = 'Cairn sent this mail because a trail of your organization delivers to your address.';

/** Plain text of a mail about one event. */
export function singleText(summary: Summary, publicUrl: string | undefined): string {
  const link = eventLink(summary, publicUrl);
  const facts = factsOf(summary).map(([name, value]) => `${name}: ${value}`);
  return [summary.title, '', ...facts, ...(link === undefined ? [] : ['', link]), '', `-- `, footer, ''].join(
    '\n',
  );
}

/** Plain text of a mail about several events, a paragraph each. */
export function digestText(summaries: readonly Summary[], publicUrl: string | undefined): string {
  const paragraphs = summaries.map((summary) => {
    const link = eventLink(summary, publicUrl);
    const resources = resourceList(summary);
    const on = resources === '' ? '' : ` – ${resources}`;
    const first = `${shownTime(summary.at)}  ${summary.level}  ${summary.title}: ${summary.actor}${on}`;
    return link === undefined ? first : `${first}\n${link}`;
  });
  return [`${summaries.length} events`, '', ...paragraphs, '', '-- ', footer, ''].join('\n');
}

const page = (content: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"></head>
<body style="font-family: sans-serif; font-size: 14px; color: #1a1a1a">
${content}
<p style="color: #666">${footer}</p>
</body></html>
`;

const titled = (summary: Summary, publicUrl: string | undefined): string => {
  const link = eventLink(summary, publicUrl);
  return link === undefined
    ? escaped(summary.title)
    : `<a href="${escaped(link)}">${escaped(summary.title)}</a>`;
};

/** HTML of a mail about one event. */
export function singleHtml(summary: Summary, publicUrl: string | undefined): string {
  const rows = factsOf(summary).map(
    ([name, value]) => `<tr><th align="left">${name}</th><td>${escaped(value)}</td></tr>`,
  );
  return page(`<h1 style="font-size: 18px">${titled(summary, publicUrl)}</h1>
<table cellpadding="4">${rows.join('\n')}</table>`);
}

/** HTML of a mail about several events, a row each. */
export function digestHtml(summaries: readonly Summary[], publicUrl: string | undefined): string {
  const rows = summaries.map((summary) => {
    const cells = [shownTime(summary.at), summary.level].map(escaped);
    cells.push(titled(summary, publicUrl), ...[summary.actor, resourceList(summary)].map(escaped));
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const names = ['Time', 'Level', 'Action', 'Actor', 'Resources'];
  return page(`<h1 style="font-size: 18px">${summaries.length} events</h1>
<table cellpadding="4"><tr>${names.map((name) => `<th align="left">${name}</th>`).join('')}</tr>
${rows.join('\n')}</table>`);
}
