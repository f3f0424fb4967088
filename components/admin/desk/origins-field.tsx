'use client';
// The addresses of a site, one a line, as people type them.

import { useT } from '../../../client/react/i18n/provider.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { originsOf, SAMPLE_ADDRESS } from './origins.ts';

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Whether what is wrong is said. */
  readonly tried: boolean;
}

export function OriginsField({ value, onChange, tried }: Props) {
  const t = useT();
  const { origins, bad } = originsOf(value);
  const error = bad === null ? (origins.length === 0 ? t('setup.siteAddressBad') : undefined) : t('setup.originBad', { line: bad });
  return (
    <TextArea
      label={t('setup.siteAddresses')}
      hint={t('setup.siteAddressesHint')}
      error={tried ? error : undefined}
      value={value}
      placeholder={SAMPLE_ADDRESS}
      minRows={2}
      autoCapitalize="none"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
