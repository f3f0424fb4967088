// Which of the two media types an answer has, by the Accept header.

export const RESPONSE_TYPE = 'application/graphql-response+json';
export const JSON_TYPE = 'application/json';

interface Range {
  readonly type: string;
  readonly q: number;
}

function rangesOf(accept: string): Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, q: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
}

/** The most specific range that covers the type decides. */
function weightOf(type: string, ranges: readonly Range[]): number {
  const found = [type, 'application/*', '*/*'].map((name) => ranges.find((range) => range.type === name));
  return found.find((range) => range !== undefined)?.q ?? 0;
}

/** Null: neither is accepted. Where both are alike, plain JSON, unless the header names the other. */
export function acceptedType(accept: string | undefined): string | null {
  if (accept === undefined || accept.trim() === '') return JSON_TYPE;
  const ranges = rangesOf(accept);
  const response = weightOf(RESPONSE_TYPE, ranges);
  const json = weightOf(JSON_TYPE, ranges);
  if (response === 0 && json === 0) return null;
  if (response === json) return ranges.some((range) => range.type === RESPONSE_TYPE) ? RESPONSE_TYPE : JSON_TYPE;
  return response > json ? RESPONSE_TYPE : JSON_TYPE;
}
