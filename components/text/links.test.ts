import { expect, test } from 'vitest';
import { drawn } from '../../testing/text/drawn.ts';
import { ownPlace } from './links.ts';
import { isPlainHost } from './plain-host.ts';

test.each([
  ['see https://a.example/b?c=d#e.', 'see <a https://a.example/b?c=d#e>https://a.example/b?c=d#e</a>.'],
  ['(https://a.example/x_(y)), z', '(<a https://a.example/x_(y)>https://a.example/x_(y)</a>), z'],
  ['www.a.example!', '<a https://www.a.example/>www.a.example</a>!'],
  ['**https://a.example**', '<b><a https://a.example/>https://a.example</a></b>'],
  ['https://a.example/b_c_d*e*f', '<a https://a.example/b_c_d*e*f>https://a.example/b_c_d*e*f</a>'],
  ['看https://a.example/b这个', '看<a https://a.example/b>https://a.example/b</a>这个'],
  ['看 https://a.example/b，好', '看 <a https://a.example/b>https://a.example/b</a>，好'],
  ['看 https://a.example/b。好', '看 <a https://a.example/b>https://a.example/b</a>。好'],
  ['“https://a.example/b”，好', '“<a https://a.example/b>https://a.example/b</a>”，好'],
  ['https://a.example/b——好', '<a https://a.example/b>https://a.example/b</a>——好'],
  ['www.a.example。好', '<a https://www.a.example/>www.a.example</a>。好'],
  ['mailto:a@b.example。好', '<a mailto:a@b.example>mailto:a@b.example</a>。好'],
  ['mailto:a@b.example', '<a mailto:a@b.example>mailto:a@b.example</a>'],
  ['<https://a.example/x>', '<a https://a.example/x>https://a.example/x</a>'],
  ['[the *plan*](https://a.example/p "title")', '<a https://a.example/p>the <i>plan</i></a>'],
  ['[x](<https://a.example/p>)', '<a https://a.example/p>x</a>'],
  ['[a](https://a.example/x_(y))', '<a https://a.example/x_(y)>a</a>'],
  ['![a cat](https://a.example/c.png)', '<a https://a.example/c.png>a cat</a>'],
  ['![](https://a.example/c.png)', '<a https://a.example/c.png>https://a.example/c.png</a>'],
  ['[![ci](https://a.example/i.svg)](https://b.example/)', '<a https://b.example/>ci</a>'],
  ['[see https://a.example](https://a.example/x)', '<a https://a.example/x>see https://a.example</a>'],
  ['[a [b](https://b.example) c](https://c.example)', '[a <a https://b.example/>b</a> c](<a https://c.example/>https://c.example</a>)'],
  ['`https://a.example` [`c`](https://a.example)', '<c>https://a.example</c> <a https://a.example/><c>c</c></a>'],
])('[links] %j', (text, tree) => expect(drawn(text)).toBe(tree));

test('[links] an address in Han is one, shown as it was written', () => {
  expect(drawn('看 https://例子.example/路径，好')).toBe(
    '看 <a https://xn--fsqu00a.example/%E8%B7%AF%E5%BE%84>https://例子.example/路径</a>，好',
  );
});

test.each([
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ftp://a.b file:///etc vbscript:x',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](//evil.example)',
  '[x](/c/5)',
  '<javascript:alert(1)>',
  '![x](data:image/png;base64,AAAA)',
  'mailto:nobody',
  'xhttps://a.example',
  'http:///',
  `https://a.example/${'x'.repeat(3_000)}`,
])('[links] no link: %j', (text) => expect(drawn(text)).toBe(text));

test('[links] words that look like another host than the real one get the real one beside them', () => {
  expect(drawn('[bank.example](https://evil.example/bank.example)')).toBe(
    '<a https://evil.example/bank.example leads to evil.example>bank.example</a>',
  );
  expect(drawn('[https://bank.example/login](https://evil.example)')).toContain('leads to evil.example');
  expect(drawn('[bank.example](https://bank.example@evil.example)')).toContain('leads to evil.example');
  expect(drawn('https://bank.example@evil.example/')).toContain('leads to evil.example');
  expect(drawn('[bаnk.example](https://bank.example)')).toContain('leads to bank.example');
  expect(drawn('[a\u202eb](https://evil.example)')).toContain('leads to evil.example');
  expect(drawn('[ada@bank.example](mailto:eve@evil.example)')).toContain('leads to eve@evil.example');
  for (const fine of [
    '[bank.example](https://www.bank.example/x)',
    '[bank.example](https://my.bank.example)',
    '[the bank](https://bank.example)',
  ])
    expect(drawn(fine)).not.toContain('leads to');
});

test('[links] words in full width or with other dots are read as the host that they look like', () => {
  for (const words of ['bank。example', 'bank．example', 'bank｡example', 'bank․example', 'ｂａｎｋ．ｅｘａｍｐｌｅ', '𝐛𝐚𝐧𝐤.𝐞𝐱𝐚𝐦𝐩𝐥𝐞']) {
    expect(drawn(`[${words}](https://evil.example)`), words).toContain('leads to evil.example');
    expect(drawn(`[${words}](https://bank.example)`), words).not.toContain('leads to');
  }
});

test('[links] a stop or a comma between clauses in Han is no dot of a host, and Han around a host is no part of it', () => {
  for (const words of [
    '你好。再见',
    '版本1.2。下载',
    '见 a.example。详情',
    '详情见。a.example',
    '请看a.example的说明',
    'https://a.example/b。然后，再看',
    'a.example，然后安装',
    '例子a.example',
  ])
    expect(drawn(`[${words}](https://a.example/b)`), words).not.toContain('leads to');
  expect(drawn('[联系 a@b.example。谢谢](mailto:a@b.example)')).not.toContain('leads to');
  for (const words of [
    '例子。中国',
    '例子。com',
    'bank.example。中国',
    'bank.example。详情见a.example',
    '看a.example/x，bank.example',
    'a.example的bank.example',
    '请看bank.example的说明',
    'a。bank。example',
  ])
    expect(drawn(`[${words}](https://a.example/b)`), words).toContain('leads to a.example');
  expect(drawn('[例子。com](https://evil.com)')).toContain('leads to evil.com');
  expect(drawn('[例子.co.uk](https://evil.co.uk)')).toContain('leads to evil.co.uk');
});

test('[links] of several hosts in the words each must be the true one', () => {
  expect(drawn('[bank.example or evil.example](https://evil.example)')).toContain('leads to evil.example');
  expect(drawn('[evil.example: bank.example](https://evil.example)')).toContain('leads to evil.example');
  expect(drawn('[https://bank.example@evil.example](https://evil.example)')).toContain('leads to evil.example');
  for (const fine of [
    '[bank.example, www.bank.example](https://bank.example)',
    '[see bank.example:8443/index.html?to=other.example](https://bank.example:8443/)',
    'https://bank.example/index.html#a.md',
    '[first.last@bank.example](mailto:first.last@bank.example)',
    'mailto:first.last@bank.example?subject=plan.pdf',
  ])
    expect(drawn(fine), fine).not.toContain('leads to');
});

test('[links] a host that mixes scripts is shown as punycode', () => {
  expect(drawn('https://pаypal.example/x')).toContain('>https://xn--pypal-4ve.example/x<');
  expect(drawn('https://аррӏе.com')).toMatch(/>https:\/\/xn--[^<]+<\/a>$/);
  for (const host of ['bücher.example', '例子.example', 'パーリー.jp', 'пример.рф', 'shop例子.cn', 'a-1.example'])
    expect(isPlainHost(host)).toBe(true);
  for (const host of ['pаypal.example', 'аррӏе.com', 'αβγ.example', 'exаmple.com']) expect(isPlainHost(host)).toBe(false);
});

test('[links] an address of our own that names a conversation has its place in the app', () => {
  const own = 'https://chat.example';
  expect(ownPlace('https://chat.example/c/15', own)).toBe('/c/15');
  expect(ownPlace('https://chat.example/c/15?m=3', own)).toBe('/c/15?m=3');
  expect(ownPlace('https://chat.example/admin', own)).toBe(null);
  expect(ownPlace('https://chat.example.evil.example/c/15', own)).toBe(null);
  expect(ownPlace('mailto:a@chat.example', own)).toBe(null);
});
