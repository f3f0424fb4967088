'use client';
// What was done to a ticket between two words of its talk: small quiet lines, a run of the router's as its last one.

import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useT } from '../../../../client/react/i18n/provider.tsx';
import { go } from '../../../../client/react/place/place.ts';
import type { WireTicket } from '../../../../core/protocol/wire-desk.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icon.tsx';
import { TextButton } from '../../../ui/text-button.tsx';
import { WhyPopover } from '../why-popover.tsx';
import { folded, type HistoryLine, type HistoryRun, isRun, momentOf } from './history-lines.ts';
import { useHistoryWords } from './history-words.ts';

type OfTicket = Pick<WireTicket, 'id' | 'version'>;

/** As SystemLine; several stand closer together. */
const BOX = 'mx-10 my-2.5 flex flex-col items-center gap-1.5 text-center text-12 text-text-3 max-md:mx-4';

interface LinesProps {
  readonly ticket: OfTicket;
  readonly lines: readonly HistoryLine[];
}

export function HistoryLines({ ticket, lines }: LinesProps) {
  return (
    <div data-history className={BOX}>
      {folded(lines).map((line) =>
        isRun(line) ? (
          <Run key={line.last.event.version} ticket={ticket} run={line} />
        ) : (
          <Line key={line.event.version} ticket={ticket} line={line} />
        ),
      )}
    </div>
  );
}

function Run({ ticket, run: { before, last } }: { readonly ticket: OfTicket; readonly run: HistoryRun }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      {open ? before.map((line) => <Line key={line.event.version} ticket={ticket} line={line} />) : null}
      <Line ticket={ticket} line={last}>
        <TextButton inherit aria-expanded={open} onClick={() => setOpen(!open)} className="font-text! no-underline!">
          <Icon of={ChevronRight} size={12} className={cx('mr-0.5 inline align-[-1.5px]', open && 'rotate-90')} />
          {t('deskHistory.stepsBefore', { count: before.length })}
        </TextButton>
      </Line>
    </>
  );
}

interface LineProps {
  readonly ticket: OfTicket;
  readonly line: HistoryLine;
  readonly children?: ReactNode;
}

function Line({ ticket, line, children }: LineProps) {
  const format = useFormat();
  const words = useHistoryWords()(line);
  const { event, chosen } = line;
  return (
    <p className="max-w-full text-balance break-words *:not-first:ml-2">
      {event.into ? <Into id={event.into.id}>{words}</Into> : <span>{words}</span>}
      <time className="whitespace-nowrap tabular-nums">{format.time(momentOf(line))}</time>
      {chosen ? (
        <WhyPopover ticket={ticket} choice={{ agentId: chosen.id, at: momentOf(line) }} words={<WhyWords name={chosen.name} />} />
      ) : null}
      {children}
    </p>
  );
}

function WhyWords({ name }: { readonly name: string }) {
  const t = useT();
  return (
    <>
      {t('deskHistory.why')}
      <span className="sr-only"> {name}</span>
    </>
  );
}

/** The ticket that it goes on in. */
function Into({ id, children }: { readonly id: string; readonly children: string }) {
  const place = `/desk/${id}`;
  return (
    <a
      href={place}
      className="text-accent-text underline underline-offset-3"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(place);
      }}
    >
      {children}
    </a>
  );
}

/** Older lines can be had, or the newest could not be read. */
export function HistoryAsk({ words, action, onAct }: { readonly words?: string; readonly action: string; readonly onAct: () => void }) {
  return (
    <p className={BOX}>
      <span>
        {words ? `${words} ` : null}
        <TextButton className="font-text!" onClick={onAct}>
          {action}
        </TextButton>
      </span>
    </p>
  );
}
