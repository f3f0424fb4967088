// How a figure has gone, without axes: the number beside it says what it is now. Gaps stand where there was nothing to measure.

const WIDTH = 120;
const HEIGHT = 28;
/** So that the line is not cut at the edges. */
const INSET = 2;

type Point = number | null;

/** The points as lines of a path; one starts anew behind each gap. */
function pathOf(points: readonly Point[], most: number): string {
  const step = (WIDTH - 2 * INSET) / Math.max(1, points.length - 1);
  const height = HEIGHT - 2 * INSET;
  return points
    .map((point, index) => {
      if (point === null) return '';
      const x = INSET + index * step;
      const y = HEIGHT - INSET - (most === 0 ? 0 : (point / most) * height);
      const begins = index === 0 || points[index - 1] === null;
      // A point that stands alone is a dot: a line of no length with round ends.
      return `${begins ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}${begins && (points[index + 1] ?? null) === null ? 'h0' : ''}`;
    })
    .join('');
}

interface Props {
  /** Oldest first. */
  readonly points: readonly Point[];
  readonly label: string;
}

export function Sparkline({ points, label }: Props) {
  const most = Math.max(0, ...points.map((point) => point ?? 0));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label} className="h-7 w-full text-accent">
      <path
        d={pathOf(points, most)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
