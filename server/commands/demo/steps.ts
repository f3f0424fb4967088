// What happened in a talk, line by line: days, messages, reactions and deeds, each with its place in time. Pure.
import type { Deed } from '../../features/import/index.ts';
import { CAST, type Handle, isHandle } from './cast.ts';

export interface TalkStep {
  readonly by: Handle;
  /** Working days before now, and seconds of that day. */
  readonly days: number;
  readonly second: number;
  readonly deed: Deed<Handle>;
}

/** A line that cannot be read, with its number. */
export class TalkError extends Error {}

const REACTION_S = 20;
const RECALL_S = 25;
const THINKING_S = 14;
const LONGEST_S = 110;

const DAY = /^== (\d+)$/;
const LINE = /^(?:(\d\d):(\d\d) )?([a-z]+)(?: >(\w+))?(?: #(\w+))?: (.+)$/s;
const DEED = /^(?:(\d\d):(\d\d) )?([a-z]+) ! (\w+) ?(.*)$/s;
const REACTIONS = /^\^ (.+)$/;
const CALLED = /@(all\b|所有人|[a-z]+)/g;

type Parts = readonly (string | undefined)[];

export class StepReader {
  readonly steps: TalkStep[] = [];
  private readonly labels = new Map<string, number>();
  private number = 0;
  private days = -1;
  private second = 0;
  private lastSay = -1;

  /** Throws TalkError. */
  read({ number, text }: { readonly number: number; readonly text: string }): void {
    this.number = number;
    const day = DAY.exec(text);
    const deed = DEED.exec(text);
    const line = LINE.exec(text);
    const reactions = REACTIONS.exec(text);
    if (day) this.day(Number(day[1]));
    else if (reactions) this.react(reactions[1] ?? '');
    else if (deed) this.deed(deed.slice(1));
    else if (line) this.say(line.slice(1), line[6] ?? '');
    else this.fail('cannot be read');
  }

  private fail(why: string): never {
    throw new TalkError(`line ${this.number}: ${why}`);
  }

  handle(text: string): Handle {
    return isHandle(text) ? text : this.fail(`nobody is called ${text}`);
  }

  label(name: string): number {
    return this.labels.get(name) ?? this.fail(`nothing is labelled ${name}`);
  }

  private day(days: number): void {
    if (this.days >= 0 && days >= this.days) this.fail('days go forward');
    this.days = days;
    this.second = 0;
  }

  /** At the time that is written, else so many seconds later. */
  private add(by: Handle, hour: string | undefined, minute: string | undefined, later: number, deed: Deed<Handle>): void {
    if (this.days < 0) this.fail('stands before the first day');
    const written = hour === undefined ? null : Number(hour) * 3600 + Number(minute) * 60;
    if (written === null && this.second === 0) this.fail('the first line of a day has a time');
    if (written !== null && written < this.second) this.fail('the time goes back');
    this.second = written ?? this.second + later;
    this.steps.push({ by, days: this.days, second: this.second, deed });
  }

  private say(parts: Parts, text: string): void {
    const [hour, minute, by = '', replyTo, label] = parts;
    const mentions: Handle[] = [];
    let mentionAll = false;
    const shown = text.replace(CALLED, (_, name: string) => {
      if (!isHandle(name)) {
        mentionAll ||= name === 'all' || name === '所有人';
        return `@${name}`;
      }
      mentions.push(name);
      return `@${CAST[name].name}`;
    });
    const deed = {
      kind: 'say',
      text: shown,
      replyTo: replyTo === undefined ? null : this.label(replyTo),
      mentionUserIds: mentions,
      mentionAll,
    } as const;
    this.add(this.handle(by), hour, minute, Math.min(LONGEST_S, THINKING_S + Math.round(text.length / 2)), deed);
    this.lastSay = this.steps.length - 1;
    if (label !== undefined) this.labels.set(label, this.lastSay);
  }

  private react(list: string): void {
    for (const part of list.split(', ')) {
      const [emoji = '', ...people] = part.split(' ');
      for (const who of people) this.add(this.handle(who), undefined, undefined, REACTION_S, { kind: 'react', of: this.lastSay, emoji });
    }
  }

  private deed([hour, minute, by = '', verb = '', rest = '']: Parts): void {
    const later = verb === 'recall' ? RECALL_S : THINKING_S;
    this.add(this.handle(by), hour, minute, later, this.deedOf(verb, rest));
  }

  private deedOf(verb: string, rest: string): Deed<Handle> {
    const [first = ''] = rest.split(' ');
    switch (verb) {
      case 'edit':
        return { kind: 'edit', of: this.label(first), text: rest.slice(first.length + 1) };
      case 'recall':
        return { kind: 'recall', of: this.lastSay };
      case 'add':
        return { kind: 'add', userIds: rest.split(' ').map((who) => this.handle(who)) };
      case 'remove':
        return { kind: 'remove', userId: this.handle(first) };
      case 'leave':
        return { kind: 'leave' };
      case 'rename':
        return { kind: 'rename', title: rest };
      case 'admin':
        return { kind: 'role', userId: this.handle(first), role: 'ADMIN' };
      default:
        return this.fail(`there is no deed called ${verb}`);
    }
  }
}
