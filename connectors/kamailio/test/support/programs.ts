/** A program that `npm run test:connectors` found or fetched. */
export interface FoundProgram {
  command: string;
  env: Record<string, string>;
  /** The folder that its packages were unpacked to; empty where it is installed. */
  root: string;
}

/** @throws Error where the specs run without `npm run test:connectors` */
export function programOf(name: string): FoundProgram {
  const found = (JSON.parse(process.env.CONNECTOR_PROGRAMS ?? '{}') as Record<string, FoundProgram>)[name];
  if (found === undefined) throw new Error(`${name} is not there: run it with npm run test:connectors`);
  return found;
}
