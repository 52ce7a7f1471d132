/** How long anything may take that must come, ms: far over what it takes, for a machine that is busy with more. */
export const WITHIN_MS = 20_000;

/**
 * Settles once the condition holds: for what nobody tells of, and so is looked at again and again.
 * @throws Error with `what`, and with how it stands instead, when it never holds
 */
export async function becomes(
  holds: () => boolean | Promise<boolean>,
  what: string,
  standing: () => string = () => '',
): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`never so: ${what} ${standing()}`.trimEnd());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
