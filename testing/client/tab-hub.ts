// The tabs of one browser, in the hand: who leads, and what they tell each other. Stands for Web Locks and a channel.
import type { TabHandlers, TabMessage, TabsPort } from '../../client/engine/device.ts';
import type { HandClock } from './clock.ts';

const DELAY_MS = 2;

export class TabHub {
  private readonly tabs: { readonly handlers: TabHandlers }[] = [];
  /** Messages from now on do not arrive. */
  deaf = false;
  /** Who leads is told so late, ms. */
  slowMs = 0;

  /** The first one leads. */
  open(clock: HandClock): TabsPort {
    let mine: (typeof this.tabs)[number] | null = null;
    const leave = () => {
      const at = mine ? this.tabs.indexOf(mine) : -1;
      mine = null;
      if (at < 0) return;
      this.tabs.splice(at, 1);
      if (at === 0) this.tabs[0]?.handlers.role('leads');
    };
    return {
      start: (handlers) => {
        const tab = { handlers };
        mine = tab;
        this.tabs.push(tab);
        const tell = () => {
          if (mine === tab) handlers.role(this.tabs[0] === tab ? 'leads' : 'follows');
        };
        if (this.slowMs > 0) clock.after(this.slowMs, tell);
        else queueMicrotask(tell);
      },
      post: (message) => this.pass(mine, message, clock),
      take: () => {
        const at = mine ? this.tabs.indexOf(mine) : -1;
        if (!mine || at <= 0) return;
        const [old] = this.tabs;
        this.tabs.splice(at, 1);
        this.tabs.unshift(mine);
        old?.handlers.role('follows');
        mine.handlers.role('leads');
      },
      close: leave,
    };
  }

  private pass(from: (typeof this.tabs)[number] | null, message: TabMessage, clock: HandClock): void {
    if (!from || this.deaf) return;
    for (const to of this.tabs) {
      if (to === from) continue;
      const copy = structuredClone(message);
      clock.after(DELAY_MS, () => {
        if (this.tabs.includes(to)) to.handlers.heard(copy);
      });
    }
  }
}
