// The page in the frame, under a policy of its own: our scripts and styles alone, nothing inline, and no other ancestors than the
// origins of its site key (and our own pages, where the example stands). What cannot be shown is said on a plain page.
import type { ServerResponse } from 'node:http';
import type { WidgetParts } from './files.ts';
import { type Html, html } from './html.ts';

export interface FrameAsk {
  readonly site: string;
  readonly lang: 'en' | 'zh';
  readonly dir: 'ltr' | 'rtl';
  readonly theme: 'auto' | 'light' | 'dark';
}

/** unknown: no such site key; foreign: this page is not one of its origins; away: the server cannot say it now. */
export type Refused = 'unknown' | 'foreign' | 'away';

const STATUS: Readonly<Record<Refused, number>> = { unknown: 404, foreign: 403, away: 503 };

const WORDS = {
  en: {
    title: 'Chat',
    unknown: [
      'This chat is not set up.',
      'The site key in this page is not known here. Whoever runs this site finds it under Administration, Sites and chat window.',
    ],
    foreign: [
      'This chat is not for this page.',
      'Its site key does not list the address of this page. Whoever runs this site can add it under Administration, Sites and chat window.',
    ],
    away: ['The chat cannot be reached now.', 'Load the page again in a moment.'],
  },
  zh: {
    title: '客服对话',
    unknown: ['对话尚未设置。', '此页面中的站点密钥无效，网站管理员可在“管理 - 网站与聊天窗口”找到正确的密钥。'],
    foreign: ['此页面不能使用这个对话。', '站点密钥未包含此页面的地址，网站管理员可在“管理 - 网站与聊天窗口”添加。'],
    away: ['暂时无法连接客服。', '请稍后重新加载页面。'],
  },
} as const;

/** `origin`: ours, as the browser sees it; `ancestors`: in which pages it may stand; null: in any, for a page that does nothing. */
function framePolicy(origin: string, ancestors: readonly string[] | null): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' data:`,
    `connect-src 'self' ${origin.replace(/^http/, 'ws')}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${ancestors ? ["'self'", ...ancestors].join(' ') : '*'}`,
  ].join('; ');
}

function page({ lang, dir, theme }: FrameAsk, head: Html, body: Html): string {
  const shown = theme === 'auto' ? html`` : html` data-theme="${theme}"`;
  const named = html`<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}" dir="${dir}"${shown}>`;
  return html`<!doctype html>
${named}
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>${WORDS[lang].title}</title>
${head}
</head>
${body}
</html>
`.text;
}

function send(response: ServerResponse, status: number, policy: string, text: string): void {
  response.removeHeader('x-frame-options');
  response.setHeader('content-security-policy', policy);
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

export function sendFrame(response: ServerResponse, parts: WidgetParts, ask: FrameAsk, origin: string, origins: readonly string[]): void {
  const head = html`<link rel="stylesheet" href="${parts.style}">
${parts.needed.map((each) => html`<link rel="modulepreload" href="${each}">`)}
<script type="module" src="${parts.script}"></script>`;
  const body = html`<body data-site="${ask.site}" data-origins="${origins.join(' ')}"><div id="root"></div></body>`;
  send(response, 200, framePolicy(origin, origins), page(ask, head, body));
}

export function sendRefused(response: ServerResponse, parts: WidgetParts, ask: FrameAsk, origin: string, why: Refused): void {
  const [title, text] = WORDS[ask.lang][why];
  const head = html`<link rel="stylesheet" href="${parts.style}">`;
  const body = html`<body class="refused"><main><h1>${title}</h1><p>${text}</p></main></body>`;
  send(response, STATUS[why], framePolicy(origin, null), page(ask, head, body));
}
