// docs/sync.md is written by hand; what can be checked in it is: each rule names tests, and each of those exists.

export interface Proof {
  readonly rule: string;
  readonly file: string;
  readonly title: string;
}

export interface Rule {
  readonly id: string;
  readonly proofs: readonly Proof[];
}

/** Rules are headings `## S4 ...`; their tests are lines `` - `path`: [S4] title ``. */
export function readRules(page: string): Rule[] {
  const rules: { id: string; proofs: Proof[] }[] = [];
  for (const line of page.split('\n')) {
    const id = /^## (S\d+)\b/.exec(line)?.[1];
    if (id) rules.push({ id, proofs: [] });
    const rule = rules.at(-1);
    const proof = /^- `([^`]+\.test\.tsx?)`: (.+)$/.exec(line);
    if (rule && proof) rule.proofs.push({ rule: rule.id, file: proof[1] ?? '', title: proof[2] ?? '' });
  }
  return rules;
}

/** What is wrong with a proof, given the text of its file (null: there is no such file). */
export function faultOf({ rule, file, title }: Proof, source: string | null): string | null {
  if (source === null) return `${rule}: there is no ${file}`;
  if (!title.includes(`[${rule}]`)) return `${rule}: "${title}" does not begin with its rule`;
  const quoted = [`'${title.replaceAll("'", "\\'")}'`, `"${title}"`, `'${title}'`];
  return quoted.some((text) => source.includes(text)) ? null : `${rule}: ${file} has no test "${title}"`;
}
