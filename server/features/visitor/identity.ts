// What a site says of one of its users: a JWT that it has signed with its secret (HS256 and nothing else).
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { AppError } from '../../../core/protocol/app-error.ts';
import { SITE_LIMITS } from '../../../core/protocol/desk-site.ts';
import { LIMITS } from '../../../core/protocol/limits.ts';
import { textFault } from '../../../core/protocol/text.ts';

/** How far the site's clock may be off. */
const SKEW_S = 60;
/** A token that does not say when it ends is good for so long after it was issued, where it says that. */
const MAX_AGE_S = 86_400;

export interface Identity {
  readonly externalId: string;
  readonly name: string | null;
  readonly email: string | null;
  /** When it ends, ms since 1970; null: it does not say. */
  readonly endsAt: number | null;
}

const storable = (limit: number) => z.string().refine((value) => textFault(value, limit) === null);
const absent = (value: unknown) => value ?? null;
const claims = z.object({
  sub: storable(SITE_LIMITS.externalId),
  name: z.preprocess(absent, storable(LIMITS.nameUnits).nullable()),
  email: z.preprocess(absent, z.email().max(SITE_LIMITS.email).nullable()),
  exp: z.number().optional(),
  iat: z.number().optional(),
});

const refused = (reason: string) => new AppError('UNAUTHENTICATED', { field: 'identity', reason });

async function payloadOf(secret: string, token: string, now: number): Promise<unknown> {
  const options = { algorithms: ['HS256'], clockTolerance: SKEW_S, currentDate: new Date(now) };
  try {
    return (await jwtVerify(token, new TextEncoder().encode(secret), options)).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refused('identity has expired');
    if (error instanceof errors.JWSSignatureVerificationFailed) throw refused('identity is not signed with the secret of this site');
    if (error instanceof errors.JOSEError) throw refused('identity is not a JWT signed by HS256');
    throw error;
  }
}

/**
 * `now`: ms. `ends`: the session is to end with it, so it has to say when.
 * @throws UNAUTHENTICATED with the reason, in developers' words
 */
export async function verifyIdentity(secret: string, token: string, now: number, ends: boolean): Promise<Identity> {
  const { success, data } = claims.safeParse(await payloadOf(secret, token, now));
  if (!success) throw refused('identity has a claim that is missing or not valid: sub, name, email');
  const { sub, name, email, exp, iat } = data;
  const at = now / 1_000;
  if (ends && exp === undefined) throw refused('identity needs an exp');
  if (ends && exp !== undefined && exp <= at) throw refused('identity has expired');
  if (iat !== undefined && iat > at + SKEW_S) throw refused('identity is of the future');
  if (exp === undefined && iat !== undefined && iat + MAX_AGE_S + SKEW_S < at) throw refused('identity is too old');
  return { externalId: sub, name, email, endsAt: exp === undefined ? null : exp * 1_000 };
}
