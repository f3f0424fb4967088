// The few forms of Markdown that the generated parts of the docs use.

/** A cell may hold anything but what would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').trim();

export const code = (text: string) => (text === '' ? '' : `\`${text}\``);

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `|${cells.map((text) => (text === '' ? ' |' : ` ${cell(text)} |`)).join('')}`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const begin = (name: string) => `<!-- generated: ${name} -->`;
const END = '<!-- end -->';

/** Puts `content` where `page` has the markers of `name`, and leaves the prose around them as it is. */
export function fill(page: string, name: string, content: string): string {
  const from = page.indexOf(begin(name));
  const to = page.indexOf(END, from);
  if (from < 0 || to < 0) throw new Error(`the page has no markers for ${name}`);
  return `${page.slice(0, from)}${begin(name)}\n${content}\n${page.slice(to)}`;
}

/** The names of all markers of a page. */
export function markersOf(page: string): string[] {
  return [...page.matchAll(/<!-- generated: ([\w-]+) -->/g)].map(([, name]) => name ?? '');
}
