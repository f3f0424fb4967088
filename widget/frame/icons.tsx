// The few icons of the frame (Lucide, ISC), as paths: the library's own components would weigh more than all of them.

const PATHS = {
  back: 'm15 18-6-6 6-6',
  close: 'M18 6 6 18M6 6l12 12',
  more: 'M11 12h2M18 12h2M4 12h2',
  send: 'm5 12 7-7 7 7M12 19V5',
  smile: 'M15 10V9M16.472 15a6 6 0 0 1-8.943 0M9 10V9M22 12A10 10 0 1 1 2 12a10 10 0 0 1 20 0',
  check: 'M20 6 9 17l-5-5',
  checks: 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16',
  clock: 'M12 6v6l4 2M22 12A10 10 0 1 1 2 12a10 10 0 0 1 20 0',
  alert: 'M12 8v4M12 16h.01M22 12A10 10 0 1 1 2 12a10 10 0 0 1 20 0',
  cloudOff:
    'M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78M2 2l20 20',
  star: 'M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z',
  down: 'm6 9 6 6 6-6',
  talk: 'M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719',
} as const;

export type IconName = keyof typeof PATHS;

/** Hidden from screen readers: the control or the words beside it carry the name. */
export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" data-icon={name} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A filled disc with the check cut out: read. */
export function ReadDisc({ size = 15 }: { readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle className="disc" cx="12" cy="12" r="10" />
      <path className="cut" d="m7.6 12.4 3 3L16.4 9.6" />
    </svg>
  );
}

interface ButtonProps {
  readonly name: IconName;
  readonly label: string;
  readonly onClick: () => void;
  readonly expanded?: boolean;
  readonly id?: string;
}

export function IconButton({ name, label, onClick, expanded, id }: ButtonProps) {
  return (
    <button type="button" id={id} className="icon-button" aria-label={label} title={label} aria-expanded={expanded} onClick={onClick}>
      <Icon name={name} />
    </button>
  );
}
