// What is written in the form before a talk, kept in this browser while it is written; and whose the words are that have not left it.
import type { DepartmentId } from '../../core/protocol/ids.ts';
import type { WireUser } from '../../core/protocol/wire.ts';
import type { FieldValues } from './calls.ts';
import { type Cell, createCell } from './cell.ts';
import type { Keep } from './keep.ts';
import type { Opening } from './opening.ts';
import { type Refusal, withUnsent } from './why.ts';

const NAME = 'form';
const OWNER = 'owner';
const NONE: Draft = { departmentId: null, values: {}, text: '' };

export interface Draft {
  readonly departmentId: DepartmentId | null;
  readonly values: FieldValues;
  readonly text: string;
  /** It came back with this. */
  readonly refused?: Refusal | null;
}

export class FormDraft {
  readonly cell: Cell<Draft>;
  private readonly keep: Keep;

  constructor(keep: Keep) {
    this.keep = keep;
    this.cell = createCell(keep.read<Draft>(NAME) ?? NONE);
  }

  change(change: Partial<Draft>): void {
    const next = { ...this.cell.get(), ...change };
    this.keep.write(NAME, next);
    this.cell.set(next);
  }

  /** What was refused, to be changed: before what is written here, of which nothing is lost. */
  takeBack({ departmentId, fields, text, error }: Opening): void {
    const { departmentId: chosen, values, text: written } = this.cell.get();
    const both = withUnsent(text, written);
    this.change({ departmentId: chosen ?? departmentId, values: { ...fields, ...values }, text: both, refused: error });
  }

  clear(): void {
    this.keep.write(NAME, null);
    this.cell.set(NONE);
  }

  /** As it is kept: another tab may have cleared it. */
  reload(): void {
    this.cell.set(this.keep.read<Draft>(NAME) ?? NONE);
  }
}

interface Owner {
  readonly id: string;
  readonly identified: boolean;
}

/**
 * Whether the unsent words here are another person's than who is in now: of somebody whom the site had named. A stranger's go on in
 * the name of whoever the site says they are.
 */
export function takeOver(keep: Keep, next: { readonly user: Pick<WireUser, 'id'>; readonly identified: boolean }): boolean {
  const before = keep.read<Owner>(OWNER);
  keep.write(OWNER, { id: next.user.id, identified: next.identified } satisfies Owner);
  return before?.identified === true && before.id !== next.user.id;
}
