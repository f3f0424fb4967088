// Lines of a file, each decoded by itself, so that one that is not UTF-8 does not cost the others. Pure.

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Lines end with \n or \r\n; what stands behind the last one is a line when it is not empty. Null: it is not UTF-8. */
export function linesOf(bytes: Uint8Array): (string | null)[] {
  const lines: (string | null)[] = [];
  for (let from = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte) ? BYTE_ORDER_MARK.length : 0; from < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, from);
    const end = found < 0 ? bytes.length : found;
    lines.push(decode(bytes.subarray(from, end > from && bytes[end - 1] === RETURN ? end - 1 : end)));
    from = end + 1;
  }
  return lines;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
