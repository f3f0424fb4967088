// Who calls with a token in place of the session's cookie: a visitor, whose frame stands in somebody else's page, where browsers
// keep cookies of ours away.

/** What proves who we are, such as 'Bearer TOKEN'; null: the session's cookie does. */
export type Authorization = () => string | null;

/** With a token the cookie is left at home. */
export function proven(init: RequestInit, proof: string | null): RequestInit {
  return proof === null ? init : { ...init, credentials: 'omit', headers: { ...init.headers, authorization: proof } };
}
