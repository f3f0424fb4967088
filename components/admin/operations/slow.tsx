'use client';
// The commands that took long, the latest first, with where their time went.

import { useState } from 'react';
import type { SlowCommand } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import type { Translate } from '../../../client/react/i18n/translate.ts';
import { TextButton } from '../../ui/text-button.tsx';
import { Block, CELL, HEAD, Nothing, WIDE } from './block.tsx';

/** As many are drawn at first. */
const SHOWN = 10;

function whereOf({ queueMs, commitMs, publishMs }: SlowCommand, t: Translate): string[] {
  const parts = [
    queueMs === null ? [] : t('operations.whereQueue', { ms: queueMs }),
    commitMs === null ? [] : t('operations.whereCommit', { ms: commitMs }),
    publishMs === null ? [] : t('operations.wherePublish', { ms: publishMs }),
  ].flat();
  return parts.length > 0 ? parts : [t('operations.whereElse')];
}

function Row({ command }: { readonly command: SlowCommand }) {
  const t = useT();
  const format = useFormat();
  const at = Date.parse(command.at);
  const where = format.list(whereOf(command, t));
  return (
    <tr>
      <th scope="row" className={`${CELL} break-words`}>
        <span className="font-name">{command.command}</span>
        {command.outcome === 'ok' ? null : <span className="block text-12 text-danger-text">{command.outcome}</span>}
        <span className="block text-12 text-text-3 @2xl:hidden">{where}</span>
      </th>
      <td className={`${CELL} tabular-nums`}>{t('operations.ms', { ms: command.ms })}</td>
      <td className={`${CELL} ${WIDE}`}>{where}</td>
      <td className={CELL}>
        <time dateTime={command.at} title={format.full(at)}>
          {format.time(at)}
        </time>
      </td>
    </tr>
  );
}

function Table({ slow }: { readonly slow: readonly SlowCommand[] }) {
  const t = useT();
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{t('operations.slow')}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {t('operations.command')}
          </th>
          <th scope="col" className={`w-28 ${HEAD}`}>
            {t('operations.took')}
          </th>
          <th scope="col" className={`w-2/5 ${HEAD} ${WIDE}`}>
            {t('operations.where')}
          </th>
          <th scope="col" className={`w-20 ${HEAD}`}>
            {t('operations.when')}
          </th>
        </tr>
      </thead>
      <tbody>
        {slow.map((command) => (
          <Row key={command.id} command={command} />
        ))}
      </tbody>
    </table>
  );
}

export function SlowCommands({ slow, slowMs }: { readonly slow: readonly SlowCommand[]; readonly slowMs: number }) {
  const t = useT();
  const [all, setAll] = useState(false);
  return (
    <Block title={t('operations.slow')} note={t('operations.slowOver', { ms: slowMs })}>
      {slow.length === 0 ? (
        <Nothing>{t('operations.slowNone', { ms: slowMs })}</Nothing>
      ) : (
        <Table slow={all ? slow : slow.slice(0, SHOWN)} />
      )}
      {slow.length > SHOWN && !all ? (
        <p>
          <TextButton onClick={() => setAll(true)}>{t('common.showMore')}</TextButton>
        </p>
      ) : null}
    </Block>
  );
}
