// The first message of a talk, as an outbox of one: kept before it leaves, sent again with the same key until it is answered, so that
// nothing typed is lost and no talk is opened twice. What is refused for good goes back to the form.

import { CallError } from '../../client/engine/account.ts';
import { remedyOf } from '../../client/engine/failure.ts';
import type { WireTicket } from '../../core/protocol/wire-desk.ts';
import type { DeskCalls, OpenTicket } from './calls.ts';
import { type Cell, createCell } from './cell.ts';
import type { Keep } from './keep.ts';
import type { Refusal } from './why.ts';

const NAME = 'opening';
const FIRST_MS = 1_000;
const LAST_MS = 30_000;

export interface Opening extends OpenTicket {
  /** Ms since 1970. */
  readonly at: number;
  /** Set: refused for good. */
  readonly error: Refusal | null;
}

export interface OpeningDeps {
  readonly keep: Keep;
  readonly calls: Pick<DeskCalls, 'open'>;
  /** Somebody is known, or made. */
  ensure(): Promise<unknown>;
  /** The session is over. */
  refused(): Promise<void>;
  opened(ticket: WireTicket): void;
  after(ms: number, run: () => void): () => void;
  now(): number;
}

export class OpeningBox {
  readonly cell: Cell<Opening | null>;
  /** It could not be had so far, and is tried again. */
  readonly failing: Cell<boolean> = createCell(false);
  private readonly deps: OpeningDeps;
  private tries = 0;
  private busy = false;
  private callOff: () => void = () => {};

  constructor(deps: OpeningDeps) {
    this.deps = deps;
    this.cell = createCell(deps.keep.read<Opening>(NAME));
    deps.keep.listen(NAME, () => this.cell.set(deps.keep.read<Opening>(NAME)));
    this.wake();
  }

  /** False: another one is here, on its way or refused, perhaps by another tab; nothing was taken. */
  put(what: OpenTicket): boolean {
    const held = this.deps.keep.read<Opening>(NAME) ?? this.cell.get();
    if (held && held.clientId !== what.clientId) return false;
    this.write({ ...what, at: this.deps.now(), error: null });
    this.wake();
    return true;
  }

  /** What was refused is in the form again. */
  drop(): void {
    this.callOff();
    this.write(null);
  }

  /** Tries now. */
  wake(): void {
    this.callOff();
    this.tries = 0;
    void this.go();
  }

  private write(opening: Opening | null): void {
    this.deps.keep.write(NAME, opening);
    this.failing.set(false);
    this.cell.set(opening);
  }

  private async go(): Promise<void> {
    const opening = this.cell.get();
    if (!opening || opening.error || this.busy) return;
    this.busy = true;
    try {
      await this.deps.ensure();
      // Somebody else may have come in meanwhile.
      if (this.cell.get()?.clientId !== opening.clientId) return;
      const { departmentId, clientId, text, fields } = opening;
      const ticket = await this.deps.calls.open({ departmentId, clientId, text, fields });
      this.deps.opened(ticket);
      if (this.cell.get()?.clientId === clientId) this.write(null);
    } catch (error) {
      await this.failed(opening, error);
    } finally {
      this.busy = false;
      const next = this.cell.get();
      if (next && next.clientId !== opening.clientId) this.wake();
    }
  }

  private async failed(opening: Opening, error: unknown): Promise<void> {
    if (!(error instanceof CallError)) throw error;
    const remedy = remedyOf(error);
    const isHere = () => this.cell.get()?.clientId === opening.clientId;
    if (remedy === 'never' && isHere()) this.write({ ...opening, error: { code: error.code, details: error.details } });
    else if (remedy === 'signIn') await this.deps.refused();
    if (remedy === 'never' || !isHere()) return;
    // Where only the site can say who this is, that is what stands there.
    this.failing.set(remedy !== 'signIn');
    this.tries += 1;
    const waitMs = Math.max(Math.min(FIRST_MS * 2 ** (this.tries - 1), LAST_MS), error.details.retryAfterMs ?? 0);
    this.callOff = this.deps.after(waitMs, () => void this.go());
  }
}
