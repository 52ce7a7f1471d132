import { randomBytes } from 'node:crypto';
import { mkdir, writeFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiKeyRepository } from './api-keys.js';

export const ADMIN_KEY_FILE = 'admin.key';
const GIVEN_KEY_ID = 'admin-given';
const MADE_KEY_ID = 'admin';

export interface AdminKey {
  /** Where the key can be read; undefined when it came from the environment. */
  file?: string;
  /** The token, only when it was made just now: show it once. */
  made?: string;
}

/**
 * Sees to it that somebody can get in. A given key becomes the admin key (the one given before ends). Without one, and
 * where no admin key works, a key is made and written to `<dataDir>/admin.key`, readable by the owner alone; else all
 * stays as it is.
 */
export async function ensureAdminKey(
  keys: ApiKeyRepository,
  options: { adminKey?: string; dataDir: string },
): Promise<AdminKey> {
  if (options.adminKey !== undefined && options.adminKey !== '') {
    await keys.setAdminToken(GIVEN_KEY_ID, options.adminKey);
    return {};
  }
  const file = join(options.dataDir, ADMIN_KEY_FILE);
  if (await keys.hasAdmin()) return { file };
  const token = `lotse_${MADE_KEY_ID}_${randomBytes(24).toString('base64url')}`;
  // The file first: a crash in between leaves a file with a key that does not work yet, and the next start makes another.
  await mkdir(options.dataDir, { recursive: true });
  await writeFile(file, `${token}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  await keys.setAdminToken(MADE_KEY_ID, token);
  return { file, made: token };
}
