/** Codes of the problems that answers carry, for who counts them. Not held beyond the answer. */
const codes = new WeakMap<object, string>();

export function noteProblemCode(reply: object, code: string): void {
  codes.set(reply, code);
}

/** `none`: the answer had no problem document. */
export function problemCodeOf(reply: object): string {
  return codes.get(reply) ?? 'none';
}
