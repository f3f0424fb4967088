// A fetch that is given up when nothing comes for long. What comes slowly is waited for, however long all of it takes: a first
// list of thousands of conversations over a bad line would else be asked for again and again, and never arrive.

/** After so long without a sign of an answer, or of more of it, a call counts as OFFLINE, ms. */
export const PATIENCE_MS = 20_000;

type Ask = (url: RequestInfo | URL | string, options?: RequestInit) => Promise<Response>;

export const patientFetch: Ask = async (url, options) => {
  const late = new AbortController();
  const giveUp = () => late.abort(new DOMException('nothing has come for long', 'TimeoutError'));
  let timer = setTimeout(giveUp, PATIENCE_MS);
  const rest = () => clearTimeout(timer);
  const again = () => {
    rest();
    timer = setTimeout(giveUp, PATIENCE_MS);
  };
  try {
    const signal = options?.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
    const response = await fetch(url, { ...options, signal });
    again();
    return response.body ? new Response(await wholeOf(response.body, again), response) : response;
  } finally {
    rest();
  }
};

/** Read here: a stream of our own around it costs as much as all the rest of a large answer. */
async function wholeOf(body: ReadableStream<Uint8Array<ArrayBuffer>>, heard: () => void): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const reader = body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    heard();
    pieces.push(piece.value);
  }
  return new Blob(pieces);
}
