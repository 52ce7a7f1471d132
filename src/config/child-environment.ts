/**
 * The environment a child process of Lotse is started with: the own one without anything that carries a secret
 * (`LOTSE_…`, the store addresses), plus `extra`.
 */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isSecret(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...extra };
}

/** The folders in which programs are looked up, in order. */
export function programFolders(): string[] {
  return (process.env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
}

function isSecret(name: string): boolean {
  return name.startsWith('LOTSE_') || name === 'REDIS_URL' || name === 'DATABASE_URL';
}
