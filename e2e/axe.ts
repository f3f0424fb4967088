// What the rules of axe find on a page, all of them: WCAG 2.2 A and AA and the best practices, in both themes.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Not among the rules that run by themselves, though WCAG 2.2 AA asks for it. */
const BESIDES = { 'target-size': { enabled: true } };

export async function findingsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ rules: BESIDES, resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}

export async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
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
    // A pane that scrolls up and down scrolls sideways too where something in it is too wide.
    const panes = [...document.body.querySelectorAll('*')].filter(
      (element) => /auto|scroll/.test(getComputedStyle(element).overflowY) && element.scrollWidth > element.clientWidth + 1,
    );
    const lost = wide.filter((element) => !scrolls(element.parentElement));
    return [...lost, ...panes].map((element) => element.outerHTML.slice(0, 160));
  });
}
