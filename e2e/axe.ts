// What the rules of axe find on a page, all of them: WCAG 2.2 A and AA and the best practices, in both themes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Not among the rules that run by themselves, though WCAG 2.2 AA asks for it. */
const BESIDES = { 'target-size': { enabled: true } };

/** What a theme can make wrong; everything else is the same in both. By name: their tag has the rule of AAA too. */
const OF_COLOUR = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

async function findings(page: Page, which: object): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ ...which, resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
}

/** By all rules in the light theme, by those of colour once more in the dark one. */
export async function findingsOf(page: Page): Promise<string[]> {
  await setTheme(page, 'dark');
  const dark = await findings(page, { runOnly: OF_COLOUR });
  await setTheme(page, 'light');
  return [...(await findings(page, { rules: BESIDES })), ...dark.map((finding) => `dark: ${finding}`)];
}

/** What is cut off or can only be read by scrolling sideways. */
export function widerThanWindow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const wide = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width: own, height } = element.getBoundingClientRect();
      return own > 1 && height > 1 && (right > width + 1 || left < -1) && element.checkVisibility({ visibilityProperty: true });
    });
    // Code keeps its lines: a box of it scrolls sideways by itself, and is there to be focused for that.
    const isCode = (element: Element) => element.matches('[tabindex="0"]') && element.firstElementChild?.tagName === 'PRE';
    // A pane that scrolls up and down scrolls sideways too where something in it is too wide.
    const panes = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollWidth > element.clientWidth + 1 && !isCode(element),
    );
    const lost = wide.filter((element) => !scrolls(element.parentElement));
    return [...lost, ...panes].map((element) => element.outerHTML.slice(0, 160));
  });
}
