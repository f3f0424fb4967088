import { expect, test } from 'vitest';
import { drawn } from '../../testing/text/drawn.ts';

test.each([
  ['**bold** and __bold__', '<b>bold</b> and <b>bold</b>'],
  ['*slanted* and _slanted_', '<i>slanted</i> and <i>slanted</i>'],
  ['***both***', '<i><b>both</b></i>'],
  ['**a *b* c**', '<b>a <i>b</i> c</b>'],
  ['*a **b** c*', '<i>a <b>b</b> c</i>'],
  ['~~gone~~, **~~a~~**', '<s>gone</s>, <b><s>a</s></b>'],
  ['`code`, ``a ` b``, `` ` ``', '<c>code</c>, <c>a ` b</c>, <c>`</c>'],
  ['**`code`**', '<b><c>code</c></b>'],
  ['`**not bold**`', '<c>**not bold**</c>'],
  ['**one\ntwo**', '<b>one\ntwo</b>'],
  ['**nice😀**', '<b>nice😀</b>'],
  ['"**quoted**", (*so*)!', '"<b>quoted</b>", (<i>so</i>)!'],
  ['_a_, _b_. **_c_**', '<i>a</i>, <i>b</i>. <b><i>c</i></b>'],
])('[markdown] %j', (text, tree) => expect(drawn(text)).toBe(tree));

test.each([
  ['这是**重点**。', '这是<b>重点</b>。'],
  ['**重点**。', '<b>重点</b>。'],
  ['**「重点」**的内容', '<b>「重点」</b>的内容'],
  ['请看**“重点”**吧', '请看<b>“重点”</b>吧'],
  ['**注意：**明天放假', '<b>注意：</b>明天放假'],
  ['**注意：**abc', '<b>注意：</b>abc'],
  ['他说，**很好！**然后走了', '他说，<b>很好！</b>然后走了'],
  ['使用**React**组件', '使用<b>React</b>组件'],
  ['价格为**100元（含税）**左右', '价格为<b>100元（含税）</b>左右'],
  ['这是*重点*内容', '这是<i>重点</i>内容'],
  ['**テスト。**です', '<b>テスト。</b>です'],
  ['**중요**는', '<b>중요</b>는'],
  ['，~~作废~~。', '，<s>作废</s>。'],
])('[markdown] beside Han: %j', (text, tree) => expect(drawn(text)).toBe(tree));

const AS_WRITTEN = [
  '2 * 3 * 4',
  '2*3*4 and 2**3 + 4**5',
  'snake_case_name, __dirname/__init__.py',
  'a file_name_ and _file_name',
  ':-) :* ^_^ -_- >_< T_T (*_*) (*^_^*) -_- again -_-',
  '¯\\_(ツ)_/¯',
  'C:\\path\\*, D:\\_a\\_b\\*.txt',
  'src/**/*.ts and lib/*.js',
  '/* a */ x /* b */',
  '*/5 * * * * run',
  'f*** you ***',
  '**',
  '****',
  '** **',
  '**open',
  'close**',
  '好呀~~等你~~',
  '好的~~~ ~1 小时',
  '5~10 分钟~~',
  '`open',
  '``',
  '[a] (b)',
  '[a](b',
  '[](x)',
  '![a]',
  'a[0](1)',
  'x <y> &amp; &lt;b&gt;',
  '<b>no</b><img src=x onerror=alert(1)>',
  '<!-- kept -->',
  '[note]: https is not eaten',
  'https:// and http://',
  '5 < 6 > 4',
  '\u202eturned\u202c \u200bzero\u200d',
];
test.each(AS_WRITTEN)('[markdown] stands as it was written: %j', (text) => expect(drawn(text)).toBe(text));

test('[markdown] a backslash takes the meaning of what it stands before, and is kept where there is none', () => {
  expect(drawn('\\*not bold\\*')).toBe('*not bold*');
  expect(drawn('\\_a\\_ \\`b\\` \\~\\~c\\~\\~')).toBe('_a_ `b` ~~c~~');
  expect(drawn('\\# no title')).toBe('# no title');
  expect(drawn('1\\. no list')).toBe('1. no list');
  expect(drawn('\\d+ \\w \\n \\\\server\\share')).toBe('\\d+ \\w \\n \\\\server\\share');
});

test('[markdown] nothing is marked over a blank line', () => {
  expect(drawn('**a\n\nb**')).toBe('**a\n\nb**');
  expect(drawn('`a\n \nb`')).toBe('`a\n \nb`');
});

test('[markdown] what is nested too deep stands as it was written', () => {
  const deep = `${'*a _b '.repeat(30)}x${' c_ d*'.repeat(30)}`;
  const tree = drawn(deep);
  expect(tree.replaceAll(/<i>|<\/i>/g, '').length).toBeLessThan(deep.length);
  expect(Math.max(...tree.split('</i>').map((part) => part.split('<i>').length - 1))).toBeLessThanOrEqual(8);
  expect(tree).toContain('*a _b');
  const links = `${'**a *b '.repeat(9)}[x](https://x.example)${' c* d**'.repeat(9)}`;
  expect(drawn(links)).toContain('[x](https://x.example)');
});
