// A person's picture or initials; the name stands beside it in words.
import { initialsOf, tintOf } from '../../components/ui/initials.ts';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly url: string | null;
  readonly size: 28 | 40;
}

export function Avatar({ id, name, url, size }: Props) {
  return (
    <span className="avatar" data-size={size} data-tint={tintOf(id)} aria-hidden="true">
      {url ? <img src={url} alt="" /> : initialsOf(name, size)}
    </span>
  );
}
