import { createHash } from 'node:crypto';
import type { Scope } from '../access/permissions.ts';
import type { Consent } from './consent.ts';
import { type PageLanguage, pageTexts } from './page-texts.ts';

/** The portal's colours and type; no script, nothing from elsewhere. */
const style = `
:root{color-scheme:light dark;--page:light-dark(#f6f8f7,#151a1b);--panel:light-dark(#fff,#1d2324);--line:light-dark(#e2e7e6,#2c3435);--strong:light-dark(#8f999a,#6c7877);--text:light-dark(#1e2526,#e6ebea);--dim:light-dark(#566061,#a9b4b3);--accent:light-dark(#1d6b60,#267f6f);--mark:light-dark(#1d6b60,#84c8b8)}
*{box-sizing:border-box}
body{margin:0;min-height:100dvh;display:flex;flex-direction:column;background:var(--page);color:var(--text);font:0.9375rem/1.55 Inter,'Segoe UI',system-ui,-apple-system,'Noto Sans','Hiragino Sans','Noto Sans JP','Noto Sans CJK JP',Meiryo,sans-serif;overflow-wrap:anywhere}
:lang(ja){word-break:auto-phrase;line-break:strict}
header{padding:18px 24px;font-size:1.1875rem;font-weight:660;letter-spacing:-.015em;display:flex;align-items:center;gap:10px}
header svg{flex-shrink:0}
main{flex:1;display:grid;place-items:center;padding:8px 16px 10vh}
.card{width:100%;max-width:460px;background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:28px;box-shadow:0 6px 20px -4px rgb(16 30 32/14%)}
.who{display:flex;align-items:center;gap:14px;margin-bottom:14px}
.who img,.tile{width:52px;height:52px;border-radius:11px;flex-shrink:0;border:1px solid var(--line);object-fit:contain;background:#fff}
.tile{display:grid;place-items:center;background:light-dark(#d8eee8,#17564e);color:light-dark(#17564e,#d8eee8);font-weight:640;font-size:1.25rem}
h1{font-size:1.3rem;line-height:1.3;font-weight:640;margin:0}
p{margin:0 0 16px}
h2{font-size:.9375rem;font-weight:620;margin:0 0 8px}
ul{list-style:none;margin:0 0 14px;padding:0;border:1px solid var(--line);border-radius:9px}
li{padding:10px 14px 10px 40px;position:relative}
li+li{border-top:1px solid var(--line)}
li::before{content:'';position:absolute;left:16px;top:1.12em;width:11px;height:6px;border:solid var(--mark);border-width:0 0 2px 2px;transform:rotate(-45deg)}
code{display:block;color:var(--dim);font:.8125rem/1.4 ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}
.dim{color:var(--dim);font-size:.84375rem}
dl{margin:0 0 20px;font-size:.84375rem;color:var(--dim)}
dt{display:inline}dd{display:inline;margin:0;color:var(--text)}dl>div+div{margin-top:4px}
.actions{display:flex;gap:10px;flex-direction:row-reverse;margin-bottom:16px}
button{flex:1;min-height:42px;border-radius:8px;border:1px solid var(--strong);background:transparent;color:var(--text);font:inherit;font-weight:580;cursor:pointer;padding:8px 14px}
button.allow{background:var(--accent);border-color:var(--accent);color:#fff}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
.last{margin-bottom:0}
@media(max-width:30em){.card{padding:22px 18px}main{place-items:start center}}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * The policy of our pages. Browsers hold the way back to the application to `form-action` too, over all its
 * redirects, so https addresses are open there, and the one loopback address that was asked for.
 */
export function pagePolicy(returnTo?: string): string {
  const url = returnTo === undefined ? null : URL.parse(returnTo);
  // A host in brackets cannot be written in a policy; the scheme alone is the narrowest that can.
  const local = url?.protocol === 'http:' ? (url.hostname.startsWith('[') ? ' http:' : ` ${url.origin}`) : '';
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    "img-src 'self'",
    `form-action 'self' https:${local}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const html = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] as string);

const stones = `<svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true" fill="var(--mark)"><path d="M3.2 26.2c0-2.9 4.6-4.9 12.3-4.9 8 0 13.3 1.7 13.3 4.7 0 2.4-3.6 3.5-12.6 3.5s-13-.9-13-3.3z"/><path opacity=".8" d="M7 17.3c0-2.5 3.7-3.9 9.4-3.9 5.5 0 8.9 1.5 8.9 3.7 0 2.2-3.3 3.1-9.3 3.1-5.7 0-9-.7-9-2.9z"/><path opacity=".55" d="M10.6 8.6c0-3.1 2.9-5.9 6-5.9 2.9 0 5.4 2.3 5.4 5.2 0 3-2.3 4.4-5.7 4.4-3.5 0-5.7-1.2-5.7-3.7z"/></svg>`;

const layout = (language: PageLanguage, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(title)} · Cairn</title>
<style>${style}</style>
</head>
<body>
<header>${stones}Cairn</header>
<main><div class="card">${body}</div></main>
</body>
</html>
`;

const tile = (name: string): string =>
  `<span class="tile" aria-hidden="true">${html(([...name.trim()][0] ?? '?').toUpperCase())}</span>`;

export interface ConsentPage extends Consent {
  readonly language: PageLanguage;
  /** Where the form is sent: the request itself. */
  readonly action: string;
  /** Proof that the form came from this page, for this session and this request. */
  readonly proof: string;
  readonly redirectUri: string;
}

/** The page that asks a person whether an application may act in his name. Works without scripts. */
export function consentPage(page: ConsentPage): string {
  const { client, user, scopes, language } = page;
  const texts = pageTexts[language];
  const image =
    client.logoUrl === null
      ? tile(client.name)
      : `<img src="${html(client.logoUrl)}" alt="" width="52" height="52">`;
  const list = scopes
    .map((scope) => `<li>${html(texts.scopes[scope as Scope])}<code>${html(scope)}</code></li>`)
    .join('');
  return layout(
    language,
    texts.title(client.name),
    `<div class="who">${image}<h1>${html(texts.title(client.name))}</h1></div>
<p>${html(texts.lead(client.name, client.organizationName))}</p>
<h2>${html(texts.scopesHeading)}</h2>
<ul>${list}</ul>
<p class="dim">${html(texts.limits)}</p>
<dl>
<div><dt>${html(texts.signedInAs)}</dt> <dd>${html(user.name)} (${html(user.email)})</dd></div>
<div><dt>${html(texts.returnsTo)}</dt> <dd>${html(new URL(page.redirectUri).host)}</dd></div>
</dl>
<form method="post" action="${html(page.action)}">
<input type="hidden" name="proof" value="${html(page.proof)}">
<div class="actions">
<button class="allow" type="submit" name="decision" value="allow">${html(texts.allow)}</button>
<button type="submit" name="decision" value="deny">${html(texts.deny)}</button>
</div>
</form>
<p class="dim last">${html(texts.revokeHint)}</p>`,
  );
}

/** The page for what may not be sent back to the application: the application itself is in doubt. */
export function errorPage(language: PageLanguage, error: string, description: string | undefined): string {
  const texts = pageTexts[language];
  const known = texts.errors[error];
  return layout(
    language,
    texts.errorTitle,
    `<h1>${html(texts.errorTitle)}</h1>
<p></p><p>${html(texts.errorLead)}</p>
${known === undefined ? '' : `<p>${html(known)}</p>`}
<p class="dim last"><code>${html(error)}${description === undefined ? '' : `: ${html(description)}`}</code></p>`,
  );
}
