// Which store the settings name: a folder, or a bucket.
import { isAbsolute, join } from 'node:path';
import { type Config, ConfigError } from '../config.ts';
import type { Blobs } from './blobs.ts';
import { openFileBlobs } from './file-blobs.ts';
import { openS3Blobs } from './s3-blobs.ts';

type Wanted = Pick<Config, 'blobs' | 'dataDir' | 's3'>;

export async function openBlobs({ blobs, dataDir, s3 }: Wanted): Promise<Blobs> {
  if (!blobs.startsWith('s3://')) return openFileBlobs(isAbsolute(blobs) ? blobs : join(dataDir, blobs));
  const { accessKeyId, secretAccessKey } = s3;
  if (accessKeyId === null || secretAccessKey === null) {
    throw new ConfigError('PARLEY_BLOBS names a bucket: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are needed (docs/configuration.md).');
  }
  const [bucket = '', ...prefix] = blobs.slice('s3://'.length).split('/');
  const endpoint = s3.endpoint ?? `https://s3.${s3.region}.amazonaws.com`;
  return openS3Blobs({ endpoint, region: s3.region, bucket, prefix: prefix.join('/'), accessKeyId, secretAccessKey });
}
