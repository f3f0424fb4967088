// What stands in the place of what is not here: it says what is so, then what to do.
import { useFrame } from './context.tsx';
import { Icon, type IconName } from './icons.tsx';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export function Empty({ icon, title, text, action }: Props) {
  return (
    <div className="state">
      <span className="glyph">
        <Icon name={icon} size={28} />
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {action ? (
        <button type="button" className="button second" onClick={action.run}>
          {action.label}
        </button>
      ) : null}
    </div>
  );
}

/** Shown after a moment only: most of what is waited for comes at once. */
export function Connecting() {
  const { t } = useFrame();
  return (
    <div className="connecting" role="status">
      {t('frame.connecting')}
    </div>
  );
}
