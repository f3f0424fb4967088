// Words under a field, each of which fills in for typing it.

interface Props {
  readonly label: string;
  readonly words: readonly string[];
  readonly onPick: (word: string) => void;
}

export function Suggestions({ label, words, onPick }: Props) {
  if (words.length === 0) return null;
  return (
    <ul aria-label={label} className="mt-2 flex flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} className="max-w-full">
          <button
            type="button"
            onClick={() => onPick(word)}
            className="inline-flex h-6 max-w-full items-center rounded-full bg-surface-2 px-2.5 text-12 text-text-2 hover:text-text-1 pointer-coarse:h-9"
          >
            <span className="truncate">{word}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
