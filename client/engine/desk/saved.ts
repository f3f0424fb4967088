// The saved lists that I see: read with all else, and what I do to them. Their tickets are held with the others.
import type { ViewFilter, WireDeskView } from '../../../core/protocol/desk-views.ts';
import type { DeskViewId } from '../../../core/protocol/ids.ts';
import type { Notifier } from '../notifier.ts';
import type { DeskPort, ViewDraft } from './port.ts';
import type { ViewKey } from './views.ts';

/** Saved lists show all that fits their filter, of whichever state. */
export const keyOfFilter = (filter: ViewFilter): ViewKey => ({ view: 'all', departmentId: null, filter });

interface SavedDeps {
  readonly port: DeskPort;
  readonly notifier: Notifier;
  /** There are others now, which nobody has counted. */
  counted(): void;
}

/** As the server lists them: the team's first, each by name. */
const inOrder = (views: readonly WireDeskView[]): readonly WireDeskView[] =>
  views.toSorted((a, b) => Number(b.team) - Number(a.team) || a.name.localeCompare(b.name));

export class Saved {
  private readonly deps: SavedDeps;
  /** Null: not read yet. */
  views: readonly WireDeskView[] | null = null;

  constructor(deps: SavedDeps) {
    this.deps = deps;
  }

  keys = (): ViewKey[] => (this.views ?? []).map(({ filter }) => keyOfFilter(filter));

  put(views: readonly WireDeskView[]): void {
    if (JSON.stringify(views) === JSON.stringify(this.views)) return;
    this.views = views;
    this.deps.notifier.changed();
    this.deps.counted();
  }

  /** Null: a new one. */
  async save(id: DeskViewId | null, draft: ViewDraft): Promise<WireDeskView> {
    const { port } = this.deps;
    const view = id === null ? await port.createView(draft) : await port.updateView(id, draft);
    this.put(inOrder([...(this.views ?? []).filter((each) => each.id !== view.id), view]));
    return view;
  }

  async remove(id: DeskViewId): Promise<void> {
    await this.deps.port.removeView(id);
    this.put((this.views ?? []).filter((each) => each.id !== id));
  }
}
