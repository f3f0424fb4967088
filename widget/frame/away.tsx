// What answers by itself when nobody is there: the site's words where it has some, and always when somebody will be.
import type { WireDepartment } from '../../core/protocol/wire-desk.ts';
import { useFrame, useNow } from './context.tsx';
import { awayLines } from './opens.ts';
import { type SiteView, textIn } from './site.ts';

interface Props {
  readonly department: WireDepartment;
  readonly site: SiteView | null;
  readonly className?: string;
}

export function Away({ department, site, className }: Props) {
  const { t, lang, format } = useFrame();
  const now = useNow();
  const { text, when } = awayLines(department, site && textIn(site.away, lang), { t, format, now });
  return (
    <>
      <p className={className} dir="auto">
        {text}
      </p>
      {when === null ? null : <p className="hint">{when}</p>}
    </>
  );
}
