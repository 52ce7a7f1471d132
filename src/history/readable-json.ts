/**
 * SQL: a text column of ours that holds JSON, as `json` that every operator takes. JSON may escape NUL and halves of
 * surrogate pairs, which Postgres refuses wherever in the text they stand, also for who asks for another field: they
 * are read as U+FFFD. An escaped backslash is written another way first, so that none of it passes for an escape.
 */
export const readable = (column: string): string =>
  String.raw`(CASE WHEN strpos(${column}, '\u') = 0 THEN ${column} ELSE regexp_replace(
    replace(${column}, '\\', '\u005c'), '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g') END)::json`;

/** SQL: a text among the `fields` of a contact's live hash; null where it has none. */
export const fieldOf = (name: string, fields = 'fields'): string => `(${readable(fields)}->>'${name}')`;
