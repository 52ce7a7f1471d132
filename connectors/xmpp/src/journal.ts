import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file is not what was written: somebody edited it, or the disk lost some of it. */
export class JournalDamaged extends Error {}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

const REWRITE_FROM_BYTES = 16 * 1024 * 1024;

/**
 * Records of one kind in a file that is only added to, one JSON line each. What `append` has settled is on the disk; a
 * process that is killed leaves at most an unfinished last line, which nobody was told of and which is dropped.
 */
export class Journal<Entry> {
  private lines: string[] = [];
  private waiters: Waiter[] = [];
  private bytes = 0;
  private rewriteAt = REWRITE_FROM_BYTES;
  private writing?: Promise<void>;

  private constructor(
    private readonly path: string,
    private file: FileHandle,
    private readonly snapshot: () => Iterable<Entry>,
  ) {}

  /** @throws JournalDamaged */
  static read<Entry>(path: string): Entry[] {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    const lines = text.split('\n');
    // Behind the last line break there is nothing, or what was not finished.
    lines.pop();
    return lines.map((line, index) => {
      try {
        return JSON.parse(line) as Entry;
      } catch {
        throw new JournalDamaged(`${path}: line ${index + 1} is no record`);
      }
    });
  }

  /**
   * Opens it with what `snapshot` gives as its content, and whenever it has grown large writes it anew in that way.
   * Only one process may have it.
   *
   * @param snapshot all that has been appended, as the fewest records that say it
   */
  static async open<Entry>(path: string, snapshot: () => Iterable<Entry>): Promise<Journal<Entry>> {
    const bytes = replace(path, snapshot());
    const journal = new Journal(path, await open(path, 'a', 0o600), snapshot);
    journal.wrote(bytes);
    return journal;
  }

  /**
   * Settles when the records are durable; those of several calls in their order, many with one sync.
   * @throws whatever the disk says; after that nothing may be appended
   */
  append(...records: Entry[]): Promise<void> {
    for (const record of records) this.lines.push(`${JSON.stringify(record)}\n`);
    return new Promise((resolve, reject) => {
      this.waiters.push({ resolve, reject });
      this.writing ??= this.write();
    });
  }

  /** Settles when everything is durable and the file closed. */
  async close(): Promise<void> {
    await this.writing;
    await this.file.close();
  }

  private async write(): Promise<void> {
    // Who appends in this very turn comes along.
    await Promise.resolve();
    while (this.waiters.length > 0) {
      const { waiters, lines } = this;
      this.waiters = [];
      this.lines = [];
      try {
        if (this.bytes > this.rewriteAt) await this.rewrite();
        else await this.add(lines.join(''));
        for (const { resolve } of waiters) resolve();
      } catch (error) {
        for (const { reject } of waiters) reject(error);
        return;
      }
    }
    this.writing = undefined;
  }

  private async add(text: string): Promise<void> {
    await this.file.appendFile(text);
    await this.file.datasync();
    this.bytes += Buffer.byteLength(text);
  }

  /** The snapshot holds what is about to be appended, too. */
  private async rewrite(): Promise<void> {
    await this.file.close();
    const bytes = replace(this.path, this.snapshot());
    this.file = await open(this.path, 'a', 0o600);
    this.wrote(bytes);
  }

  private wrote(bytes: number): void {
    this.bytes = bytes;
    this.rewriteAt = Math.max(REWRITE_FROM_BYTES, 4 * bytes);
  }
}

/** The file is the old one or the new one, whenever the machine stops. Answers its bytes. */
function replace(path: string, records: Iterable<unknown>): number {
  const draft = `${path}.new`;
  let bytes = 0;
  const file = openSync(draft, 'w', 0o600);
  try {
    for (const record of records) {
      const line = `${JSON.stringify(record)}\n`;
      writeFileSync(file, line);
      bytes += Buffer.byteLength(line);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return bytes;
}
