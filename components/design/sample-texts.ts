// Texts as people write them, for the gallery.

export const texts = {
  words: `### Autumn launch
**Freeze** at *noon*, ~~10:00~~ then nobody touches \`main\`. @Ines Moreau, the copy is [in the doc](https://docs.example/autumn "title").

> Two lines run long on mobile, **could you** cut them?
Done. The rest stays.

---
Next: shipping.`,
  han: `**注意：**明天放假。请看**「秋色入窑」**的*样图*，@林晓雨 已经过了一遍，链接 https://例子.example/路径，改 \`size\` 这一行就行。`,
  code: `The stock feed drops a row:
\`\`\`ts
// one row a size, or two of them share one key
const key = (row: Row) => \`\${row.sku}/\${row.size ?? 'one'}\`;
export const sum = (rows: readonly Row[]) => groupBy(rows, key).map((group) => group.reduce((n, { count }) => n + count, 0));
\`\`\``,
  lists: `Before noon:
1. copy
2. alt texts
   - nine pieces
   - 中文版
7) sizes

- [x] quote
- [ ] customs`,
  table: `| Piece | 数量 | Price |
|---|:-:|--:|
| Bowl *celadon* | 120 | 14.00 |
| 茶杯 | 1,200 | 9.50 |
| Vase with a name that is long enough to make the table wide | 8 | 120.00 |`,
  plain: `2 * 3 * 4 = 24, snake_case_name, C:\\path\\*, ¯\\_(ツ)_/¯ (*_*)
  two blanks, 5~10 分钟，好呀~~等你~~

# and a blank line above`,
  links: `https://a.example/a-very-long-address-that-has-to-break-somewhere-as-nothing-may-widen-the-bubble/0123456789012345678901234567890123456789
[bank.example](https://evil.example/login), https://pаypal.example, ![a cat](https://a.example/cat.png)`,
  harmless: `<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) \u202eturned`,
  emoji: '👍🏽 🎉',
} as const;
