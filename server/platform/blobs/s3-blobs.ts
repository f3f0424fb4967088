// Objects in a bucket of S3, or of what speaks its protocol (MinIO, Ceph, R2). Path-style addresses, so that a name server
// need not know the bucket.
import { AwsClient } from 'aws4fetch';
import { BlobAway, BlobError, type Blobs, checkKey, differs } from './blobs.ts';

export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty, or what every key begins with, without a slash at its end. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A request that was not answered by then, with all its tries, is given up: what somebody waits for sooner. */
const TIMEOUT_MS = { GET: 5_000, other: 20_000 } as const;
const RETRIES = 3;
/** After what time it is worth asking again. */
const AWAY_MS = 1_000;
/** What a server answers that is there and does not work, or has too much to do. */
const isOutOfOrder = (status: number) => status >= 500 || status === 429;
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };

const contentsOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) =>
    text.replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity),
  );

/** Asks the server, signed; the answer, when its status is one of these. */
function createAsk({ endpoint, region, accessKeyId, secretAccessKey }: S3Settings, place: string) {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: RETRIES });
  return async (method: string, url: string, expected: readonly number[], more: RequestInit = {}): Promise<Response> => {
    let response: Response;
    const ms = method === 'GET' ? TIMEOUT_MS.GET : TIMEOUT_MS.other;
    try {
      response = await client.fetch(url, { method, signal: AbortSignal.timeout(ms), ...more });
    } catch (error) {
      throw new BlobAway(`${place} cannot be reached at ${endpoint}.`, AWAY_MS, { cause: error });
    }
    if (expected.includes(response.status)) return response;
    const [code = 'no code'] = contentsOf(await response.text(), 'Code');
    const answered = `${place} answered ${response.status} (${code}) to ${method}.`;
    throw isOutOfOrder(response.status) ? new BlobAway(answered, AWAY_MS) : new BlobError(answered);
  };
}

export function openS3Blobs(settings: S3Settings): Blobs {
  const { endpoint, bucket, prefix } = settings;
  const base = `${endpoint.replace(/\/+$/, '')}/${bucket}`;
  const place = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
  const ask = createAsk(settings, place);
  const nameOf = (key: string) => (prefix === '' ? key : `${prefix}/${key}`);
  const urlOf = (key: string) => `${base}/${nameOf(checkKey(key))}`;

  async function get(key: string): Promise<Buffer | null> {
    const response = await ask('GET', urlOf(key), [200, 404]);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status === 200) return bytes;
    if (contentsOf(bytes.toString(), 'Code').includes('NoSuchBucket')) throw new BlobError(`${place}: there is no such bucket.`);
    return null;
  }

  async function settle(key: string, bytes: Uint8Array): Promise<boolean> {
    const found = await get(key);
    if (found && !found.equals(bytes)) throw differs(place, key);
    return found !== null;
  }

  return {
    place,
    get,
    async put(key, bytes) {
      if (await settle(key, bytes)) return;
      // Stores that do not know the condition are guarded by the look before it.
      const body = new Uint8Array(bytes);
      const response = await ask('PUT', urlOf(key), [200, 409, 412], { body, headers: { 'if-none-match': '*' } });
      if (response.status !== 200 && !(await settle(key, bytes))) throw new BlobError(`${place} did not store ${key}: try again.`);
    },
    async list(start) {
      const keys: string[] = [];
      for (let more = true; more; ) {
        const last = keys.at(-1);
        const query = new URLSearchParams({
          'list-type': '2',
          prefix: nameOf(start),
          ...(last === undefined ? {} : { 'start-after': last }),
        });
        const xml = await (await ask('GET', `${base}?${query}`, [200])).text();
        const page = contentsOf(xml, 'Key');
        keys.push(...page);
        more = page.length > 0 && contentsOf(xml, 'IsTruncated').includes('true');
      }
      return keys.map((key) => key.slice(nameOf('').length)).sort();
    },
    async delete(key) {
      await ask('DELETE', urlOf(key), [200, 204, 404]);
    },
  };
}
