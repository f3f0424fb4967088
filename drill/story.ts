// What went wrong, in as few lines as tell it: of each rule that is broken the finding that needs the fewest, with what
// happened to its message and which faults were open meanwhile. Pure.
import type { Finding } from './check/finding.ts';
import type { Fault, Recorded, Sent } from './record.ts';

const MOST_LINES = 12;
const AFTER_MS = 3_000;
/** Of one rule so many are looked at. */
const TOLD = 200;

const time = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

export function storyOf(findings: readonly Finding[], recorded: Recorded): string {
  const groups = [...Map.groupBy(findings, ({ rule, harm }) => `${rule} ${harm}`)];
  const stories = groups.map(([, group]) => shortest(group.slice(0, TOLD).map((finding) => tell(finding, recorded))));
  if (groups.length === 0) return '';
  const counts = groups.map(([what, { length }]) => `${what} ${length}`).join(', ');
  return [...stories.sort((a, b) => a.length - b.length).flat(), `in all: ${counts}`].join('\n');
}

function shortest(stories: readonly string[][]): string[] {
  return stories.reduce((best, story) => (story.length < best.length ? story : best));
}

function tell({ rule, what, clientId }: Finding, recorded: Recorded): string[] {
  const sent = clientId === undefined ? undefined : recorded.sends.find((one) => one.clientId === clientId);
  if (!sent) return [`${rule}: ${what}`];
  const lines = [`${rule}: ${what}`, ...livesOf(sent), ...faultsOf(sent, recorded.faults)];
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), '  ...'] : lines;
}

function livesOf({ askedAt, device, clientSeq, conversationId, text, tries, answers, givenUp }: Sent): string[] {
  const said = `  ${askedAt === null ? 'never' : time(askedAt)}: ${device} sends "${text.slice(0, 60)}" to ${conversationId}, number ${clientSeq} of its lane`;
  const heard = answers.map(
    ({ at, seq, refused, duplicate }) => `  ${time(at)}: answered ${refused ?? `seq ${seq}`}${duplicate ? ', as known before' : ''}`,
  );
  const tried = tries > 1 ? [`  tried ${tries} times`] : [];
  return [said, ...tried, ...heard, ...(givenUp ? ['  the device forgot it'] : [])];
}

/** Those that were open from the first try to a while after the last answer. */
function faultsOf({ askedAt, answers }: Sent, faults: readonly Fault[]): string[] {
  const from = askedAt ?? 0;
  const to = Math.max(from, ...answers.map((answer) => answer.at)) + AFTER_MS;
  const open = faults.filter((fault) => fault.from <= to && (fault.to ?? to) >= from);
  return open.map((fault) => `  open: ${fault.name}, ${time(fault.from)} to ${fault.to === null ? 'the end' : time(fault.to)}`);
}
