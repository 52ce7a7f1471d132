import type { RoutingProfile } from '../domain/configuration.js';

/** What one version of a profile says otherwise than the one before. */
export interface VersionChange {
  /** Dotted, as in the body of a PUT: `credits.priority`, `credits.journeyStage.stages.cancellation`. */
  path: string;
  /** Null: not there. */
  from: string | number | null;
  to: string | number | null;
}

/** In the order of paths; the first version of a profile changes nothing. */
export function changesBetween(before: RoutingProfile | undefined, after: RoutingProfile): VersionChange[] {
  if (before === undefined) return [];
  const [from, to] = [leaves(before), leaves(after)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((path) => from.get(path) !== to.get(path))
    .sort()
    .map((path) => ({ path, from: from.get(path) ?? null, to: to.get(path) ?? null }));
}

function leaves({ name, credits }: RoutingProfile): Map<string, string | number> {
  const { journeyStage, ...weights } = credits;
  const found = new Map<string, string | number>([['name', name]]);
  for (const [weight, value] of Object.entries(weights)) found.set(`credits.${weight}`, value);
  found.set('credits.journeyStage.default', journeyStage.default);
  for (const [stage, value] of Object.entries(journeyStage.stages))
    found.set(`credits.journeyStage.stages.${stage}`, value);
  return found;
}
