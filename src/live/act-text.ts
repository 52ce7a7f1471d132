import type { Act, ActBy } from '../domain/act.js';

/** Which of a script's keys is the subject of an act. */
type Subject = 'contact' | 'agent' | 'parent' | 'old';

/**
 * What a script is told of an act, as JSON; it adds what the act changed and writes it into its event. Undefined where the
 * command is nobody's act.
 */
export function actText(
  by: ActBy | undefined,
  act: Act,
  { on = 'contact', override }: { on?: Subject; override?: boolean } = {},
): string | undefined {
  return by && JSON.stringify({ act, keyId: by.keyId, note: by.note, on, override });
}
