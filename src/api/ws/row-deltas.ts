import { ID_FIELD, ROW_GROUPS, type RowGroup } from '../../queues/live-row.js';

/** A row's fields as JSON text, by name. Rows that did not change are the same object in the next reading. */
export type RowText = ReadonlyMap<string, string>;
export type RowTexts = Record<RowGroup, ReadonlyMap<string, RowText>>;

/** Names that are watched, per group. */
export type Wanted = Partial<Record<RowGroup, readonly string[]>>;

export function emptyRows<T>(): Record<RowGroup, Map<string, T>> {
  return { queue: new Map(), channel: new Map(), skill: new Map(), agent: new Map() };
}

/** Rows as text; what is as in the reading `before` is taken from there, so that it need not be looked at again. */
export function rowTexts(rows: Record<RowGroup, ReadonlyMap<string, object>>, before: RowTexts): RowTexts {
  const texts = emptyRows<RowText>();
  for (const group of ROW_GROUPS)
    for (const [id, row] of rows[group]) texts[group].set(id, textOf(row, before[group].get(id)));
  return texts;
}

function textOf(row: object, before: RowText | undefined): RowText {
  const text = new Map<string, string>();
  let isSame = before !== undefined;
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const json = JSON.stringify(value);
    const old = before?.get(name);
    isSame &&= old === json;
    text.set(name, old === json ? old : json);
  }
  return isSame && before?.size === text.size ? before : text;
}

/** What one client has been told of rows, and so what is news to it. */
export class RowDeltas {
  private known = emptyRows<RowText>();

  /** The next delta tells everything. */
  forget(): void {
    this.known = emptyRows();
  }

  /**
   * What has to be told so that the client knows the wanted rows as they are: `changed`, rows that are new, and of others
   * the fields that are; `removed`, names of rows that there are not any more. JSON text, groups without any left out.
   */
  next(texts: RowTexts, wanted: Wanted): { changed: string; removed: string } {
    const changed: string[] = [];
    const removed: string[] = [];
    for (const group of ROW_GROUPS) {
      const { news, gone } = this.groupNext(group, texts, wanted[group] ?? []);
      if (news.length > 0) changed.push(`"${group}":[${news.join()}]`);
      if (gone.length > 0) removed.push(`"${group}":${JSON.stringify(gone)}`);
    }
    return { changed: `{${changed.join()}}`, removed: `{${removed.join()}}` };
  }

  private groupNext(group: RowGroup, texts: RowTexts, ids: readonly string[]): { news: string[]; gone: string[] } {
    const before = this.known[group];
    const after = new Map<string, RowText>();
    const news: string[] = [];
    for (const id of ids) {
      const row = texts[group].get(id);
      if (row === undefined || after.has(id)) continue;
      after.set(id, row);
      const old = before.get(id);
      if (old !== row) news.push(difference(row, old, ID_FIELD[group]));
    }
    this.known[group] = after;
    return { news, gone: [...before.keys()].filter((id) => !after.has(id)) };
  }
}

function difference(row: RowText, old: RowText | undefined, idField: string): string {
  const fields: string[] = [];
  for (const [name, json] of row)
    if (name === idField || old?.get(name) !== json) fields.push(`${JSON.stringify(name)}:${json}`);
  return `{${fields.join()}}`;
}
