/** Ends the stores of the run. */
export default async function globalTeardown() {
  await globalThis.stopTestStores?.();
}
