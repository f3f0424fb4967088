// Markup with what was put in made harmless.

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that stands as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | Html | readonly Html[];

const put = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text;
  return typeof piece === 'string' ? piece.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '') : piece.map(({ text }) => text).join('');
};

/** `html\`<p>${name}</p>\``: strings are escaped, Html is not. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.reduce((text, part, index) => text + put(pieces[index - 1] ?? '') + part));
}
