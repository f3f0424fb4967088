// The pages that are looked at in this tab, also in an app of one page. Nothing of the page's own is changed for it: browsers that
// tell of navigations are listened to, in others the address is looked at. What has a talk is told of them, before that they stay here.
import type { PageView } from '../protocol.ts';
import { note, noted } from './memory.ts';

const KEPT = 20;
const LOOK_MS = 1_000;
/** Apps set the title a moment after the address. */
const TITLE_MS = 300;
const KEY = 'parley-widget trail';

/** Runs it for the page of now and for each next one. */
export function watchPages(seen: (page: PageView) => void): void {
  let url = '';
  const look = () => {
    const now = location.href.split('#', 1)[0] ?? '';
    if (now === url) return;
    url = now;
    setTimeout(() => seen({ url: now, title: document.title, at: Date.now() }), TITLE_MS);
  };
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener('navigatesuccess', look);
  else {
    addEventListener('popstate', look);
    setInterval(look, LOOK_MS);
  }
  look();
}

export interface Trail {
  add(page: PageView): void;
  /** Those that were not taken before. */
  take(): readonly PageView[];
}

export function createTrail(): Trail {
  const read = (): PageView[] => {
    try {
      const kept: unknown = JSON.parse(noted(KEY) ?? '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  };
  let pages = read();
  const keep = (next: PageView[]) => {
    pages = next;
    note(KEY, JSON.stringify(next));
  };
  return {
    add: (page) => keep([...pages, page].slice(-KEPT)),
    take() {
      const taken = pages;
      keep([]);
      return taken;
    },
  };
}
