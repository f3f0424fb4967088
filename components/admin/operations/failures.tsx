'use client';
// Which errors were answered, by their code.

import type { RecentError } from '../../../client/react/admin/provider.tsx';
import { useFormat, useT } from '../../../client/react/i18n/provider.tsx';
import { Block, CELL, HEAD, Nothing } from './block.tsx';

export function Failures({ errors, at }: { readonly errors: readonly RecentError[]; readonly at: number }) {
  const t = useT();
  const format = useFormat();
  return (
    <Block title={t('operations.failures')}>
      {errors.length === 0 ? (
        <Nothing>{t('operations.failuresNone')}</Nothing>
      ) : (
        <table className="w-full table-fixed border-collapse">
          <caption className="sr-only">{t('operations.failures')}</caption>
          <thead>
            <tr>
              <th scope="col" className={HEAD}>
                {t('operations.code')}
              </th>
              <th scope="col" className={`w-28 ${HEAD}`}>
                {t('operations.count')}
              </th>
              <th scope="col" className={HEAD}>
                {t('operations.lastOne')}
              </th>
            </tr>
          </thead>
          <tbody>
            {errors.map(({ code, count, command, at: last }) => (
              <tr key={code}>
                <th scope="row" className={`${CELL} break-words`}>
                  {code}
                </th>
                <td className={`${CELL} tabular-nums`}>{format.number(count)}</td>
                <td className={`${CELL} break-words`}>
                  {command} <span className="text-text-3">{format.relative(Date.parse(last), at)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Block>
  );
}
