// A shop that has the widget, to try it: two plain pages under a strict policy, as a page of somebody else may have it. Without a key
// it says how to get one.
import type { ServerResponse } from 'node:http';
import { isId } from '../../../core/protocol/ids.ts';
import { cup, pot, SPRITE } from './example-pictures.ts';
import type { WidgetParts } from './files.ts';
import type { FrameAsk } from './frame-page.ts';
import { type Html, html } from './html.ts';

const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `frame-src 'self'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
  `require-trusted-types-for 'script'`,
].join('; ');

const WORDS = {
  en: {
    teapots: 'Teapots',
    cups: 'Cups',
    other: ['中文', 'zh'],
    pot: ['Peacock teapot', '孔雀蓝壶', '€86'],
    potText: [
      'Thrown in Longquan by Ye Xiaochun, fired once at 1,280 °C. The blue comes from copper in the glaze, and no two are alike.',
      '480 ml, pours 4 cups. Ships from Rotterdam in 2 days.',
    ],
    cup: ['Peacock cup', '孔雀蓝杯', '€18'],
    cupText: ['The small sister of the pot: 90 ml, with a foot of bare clay.', 'Sold one by one. Ships from Rotterdam in 2 days.'],
    ask: 'Ask about it',
    goods: ['Peacock cup', 'Celadon cup', 'Rice-white cup'],
    noKey: 'This shop has no chat yet.',
    how: 'It needs a site key: a desk admin makes one under Administration, Sites and chat window, and opens this page with it:',
  },
  zh: {
    teapots: '茶壶',
    cups: '茶杯',
    other: ['English', 'en'],
    pot: ['孔雀蓝壶', 'Peacock teapot', '€86'],
    potText: ['叶晓春于龙泉手工拉坯，1280 °C 一次烧成。蓝色来自釉中的铜，每只各不相同。', '480 毫升，可斟四杯。两天内从鹿特丹发货。'],
    cup: ['孔雀蓝杯', 'Peacock cup', '€18'],
    cupText: ['与茶壶同釉的小杯，90 毫升，素胎圈足。', '单只出售。两天内从鹿特丹发货。'],
    ask: '咨询此商品',
    goods: ['孔雀蓝杯', '青瓷杯', '米白杯'],
    noKey: '此商店还没有客服对话。',
    how: '需要站点密钥：由客服管理员在“站点密钥”页面创建，然后带上密钥打开本页：',
  },
} as const;

const GLAZES = ['gz2', 'gz1', 'gz3'] as const;
const GROUNDS = ['blush', 'wall', 'night'] as const;
const PRICES = ['€18', '€18', '€16'] as const;

function addressOf(place: string, { site, lang, dir, theme }: FrameAsk, changed: Partial<FrameAsk> = {}): string {
  const given = { site, lang, dir, theme, ...changed };
  return `/widget/example${place && `/${place}`}?${new URLSearchParams(given)}`;
}

function header(ask: FrameAsk, place: string): Html {
  const words = WORDS[ask.lang];
  const [name, lang] = words.other;
  return html`<header><a class="brand" href="${addressOf('', ask)}">Kiln &amp; Leaf 窑与叶</a>
<nav><a href="${addressOf('', ask)}">${words.teapots}</a><a href="${addressOf('cups', ask)}">${words.cups}</a></nav>
<a class="lang" lang="${lang}" href="${addressOf(place, ask, { lang })}">${name}</a></header>`;
}

function noKey({ lang }: FrameAsk): Html {
  const { noKey: title, how } = WORDS[lang];
  return html`<aside><h2>${title}</h2><p>${how}</p><p><code>/widget/example?site=KEY</code></p></aside>`;
}

function product(ask: FrameAsk, place: string, hasKey: boolean): Html {
  const words = WORDS[ask.lang];
  const isCup = place === 'cups';
  const [name, other, price] = isCup ? words.cup : words.pot;
  const goods = words.goods.map(
    (good, index) => html`<li><a href="${addressOf('cups', ask)}">${cup(GROUNDS[index] ?? 'wall', GLAZES[index] ?? 'gz1')}
<span><b>${good}</b>${PRICES[index] ?? ''}</span></a></li>`,
  );
  return html`<main><div class="product"><div class="picture">${isCup ? cup('wall', 'gz2') : pot('blush')}</div>
<div><h1>${name}<br><span lang="${ask.lang === 'en' ? 'zh-Hans' : 'en'}">${other}</span></h1><p class="price">${price}</p>
${(isCup ? words.cupText : words.potText).map((text) => html`<p>${text}</p>`)}
${hasKey ? html`<button type="button" class="ask" data-ask>${words.ask}</button>` : noKey(ask)}</div></div>
<ul class="goods">${goods}</ul></main>`;
}

/** `place`: '' or cups. */
export function sendExample(response: ServerResponse, parts: WidgetParts, ask: FrameAsk, place: string): void {
  const hasKey = isId(ask.site);
  const theme = ask.theme === 'auto' ? html`` : html` data-theme="${ask.theme}"`;
  const script = html`<script async src="/widget.js" data-site="${ask.site}"${theme} data-dir="${ask.dir}"></script>
<script async src="${parts.example['shop.js'] ?? ''}"></script>`;
  const { text } = html`<!doctype html>
<html lang="${ask.lang === 'zh' ? 'zh-Hans' : 'en'}" dir="${ask.dir}"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kiln &amp; Leaf</title>
<link rel="stylesheet" href="${parts.example['shop.css'] ?? ''}">
${hasKey ? script : html``}
</head>
<body>${SPRITE}${header(ask, place)}${product(ask, place, hasKey)}</body>
</html>
`;
  response.setHeader('content-security-policy', POLICY);
  // As most sites have it: the frame is asked for by a page that says where it is.
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}
