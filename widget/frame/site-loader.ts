// Reads the site's set-up, again and again until it has come, and anew when somebody comes back: departments open and close.
import { CallError } from '../../client/engine/account.ts';
import type { Clock, DeviceSignals } from '../../client/engine/device.ts';
import type { Ask } from '../../client/transport/graphql.ts';
import { DEPARTMENT } from './calls.ts';
import { type Cell, createCell } from './cell.ts';
import type { SiteState, SiteView } from './site.ts';

const FIRST_MS = 1_000;
const LAST_MS = 30_000;
/** Read anew when it is older and somebody looks, ms. */
const OLD_MS = 60_000;

const SITE = `query ($site: ID!) { site(siteKey: $site) { id name color side greeting { en zh } away { en zh }
fields { name label { en zh } kind required options } language requireDepartment enforced
departments { ${DEPARTMENT} away { en zh } } } }`;

export interface SiteDeps {
  readonly ask: Ask;
  readonly siteKey: string;
  readonly clock: Pick<Clock, 'after' | 'now'>;
  readonly signals: DeviceSignals;
}

export class SiteLoader {
  readonly cell: Cell<SiteState> = createCell<SiteState>({ state: 'loading' });
  private readonly deps: SiteDeps;
  private tries = 0;
  private readAt = 0;
  private callOff: () => void = () => {};

  constructor(deps: SiteDeps) {
    this.deps = deps;
    deps.signals.listen((signal) => {
      if (signal === 'online' || signal === 'visible') this.look();
    });
    void this.read();
  }

  /** Somebody looks: what is old, or is not here, is read. */
  look(): void {
    if (this.deps.clock.now() - this.readAt > OLD_MS || this.cell.get().state !== 'ready') void this.read();
  }

  private async read(): Promise<void> {
    const { ask, siteKey, clock } = this.deps;
    this.callOff();
    try {
      const site = await ask<SiteView>(SITE, { site: siteKey });
      this.tries = 0;
      this.readAt = clock.now();
      this.cell.set({ state: 'ready', site });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.failed(error);
    }
  }

  private failed({ code, details }: CallError): void {
    if (code === 'NOT_FOUND' || code === 'BAD_INPUT') {
      this.cell.set({ state: 'unknown' });
      return;
    }
    if (this.cell.get().state !== 'ready') this.cell.set({ state: 'failed' });
    this.tries += 1;
    const waitMs = Math.max(Math.min(FIRST_MS * 2 ** (this.tries - 1), LAST_MS), details.retryAfterMs ?? 0);
    this.callOff = this.deps.clock.after(waitMs, () => void this.read());
  }
}
