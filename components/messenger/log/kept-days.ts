// A log that is drawn again keeps what has not changed: the same day, block and message stay the same object, and a group
// keeps its key whatever is put before its first message or taken from there. So one new message draws one message. Pure.
import { sameList } from '../../../client/react/chat/hooks.ts';
import { type Block, type Day, keyOf, type Said } from './log-blocks.ts';

type Group = Extract<Block, { type: 'group' }>;

/** `now` with the objects of `before` wherever they say the same. */
export function keepDays(before: readonly Day[], now: readonly Day[]): Day[] {
  const kept = new Kept(before);
  return now.map((day) => kept.day(day));
}

class Kept {
  private readonly days = new Map<string, Day>();
  private readonly blocks = new Map<string, Block>();
  private readonly groups = new Map<string, Group>();
  private readonly said = new Map<string, Said>();
  private readonly taken = new Set<string>();

  constructor(before: readonly Day[]) {
    for (const day of before) {
      this.days.set(day.key, day);
      for (const block of day.blocks) this.hold(block);
    }
  }

  private hold(block: Block): void {
    this.blocks.set(block.key, block);
    if (block.type !== 'group') return;
    for (const said of block.said) {
      this.groups.set(keyOf(said), block);
      this.said.set(keyOf(said), said);
    }
  }

  day(day: Day): Day {
    const blocks = day.blocks.map((block) => (block.type === 'group' ? this.group(block) : this.block(block)));
    const held = this.days.get(day.key);
    return held && held.at === day.at && sameList(held.blocks, blocks) ? held : { ...day, blocks };
  }

  private block(block: Block): Block {
    const held = this.blocks.get(block.key);
    return held && sameBlock(held, block) ? held : block;
  }

  private group(block: Group): Group {
    const said = block.said.map((one) => {
      const held = this.said.get(keyOf(one));
      return held && sameSaid(held, one) ? held : one;
    });
    const held = block.said.map((one) => this.groups.get(keyOf(one))).find((group) => group && !this.taken.has(group.key));
    const key = held?.key ?? block.key;
    this.taken.add(key);
    return held && held.senderId === block.senderId && sameList(held.said, said) ? held : { ...block, key, said };
  }
}

function sameSaid(a: Said, b: Said): boolean {
  if (a.quoted !== b.quoted) return false;
  if (a.type === 'event') return b.type === 'event' && a.event === b.event && a.state === b.state && a.isReadBy === b.isReadBy;
  return b.type === 'unsent' && a.item === b.item;
}

/** Of the same key, and no group. */
function sameBlock(a: Block, b: Block): boolean {
  if (a.type === 'system') return b.type === 'system' && a.event === b.event;
  if (a.type === 'aside') return b.type === 'aside' && a.content === b.content;
  if (a.type === 'gap') return b.type === 'gap' && a.fromSeq === b.fromSeq;
  return a.type !== 'group' && b.type === a.type && a.at === b.at;
}
