// S24: when things have stood still for long enough, everybody sees who is there and who is not.
import type { Attendance } from '../record.ts';
import type { Finding } from './finding.ts';

export function* checkPresence({ present, seen }: Attendance): Generator<Finding> {
  const there = new Set(present);
  for (const { device, userId, online } of seen) {
    for (const other of present) {
      if (other !== userId && !online.includes(other))
        yield { rule: 'S24', harm: 'late', what: `${device} does not see that ${other} is there` };
    }
    for (const other of online) {
      if (!there.has(other)) yield { rule: 'S24', harm: 'late', what: `${device} still sees ${other}, who has gone` };
    }
  }
}
