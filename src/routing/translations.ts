import { PASSES, type ContactClass, type Desk, type Translation } from './model.js';
import type { Screen } from './screen.js';
import type { Demand } from './views.js';

/**
 * Lets agents into classes without the language while nobody on duty speaks it. Counted are agents that come on duty, go,
 * or are configured anew; a class is looked at when its count leaves or reaches 0.
 */
export class Translations {
  /** Classes that may be translated. */
  private readonly classes = new Set<ContactClass>();
  /** Those of them whose demand in force may be the wrong one. */
  private readonly stale = new Set<ContactClass>();

  constructor(
    private readonly screen: Screen,
    private readonly isOnDuty: (agent: number) => boolean,
  ) {}

  /** A class is made: what it asks is in force when this returns. @param desks the configured agents */
  open(group: ContactClass, desks: Iterable<Desk | undefined>): void {
    const { translation } = group;
    if (translation === undefined) return;
    this.classes.add(group);
    for (const desk of desks) {
      if (desk !== undefined && this.isOnDuty(desk.no) && this.speaks(desk, translation)) translation.speakers += 1;
    }
    group.demand = demandInForce(translation);
  }

  close(group: ContactClass): void {
    this.classes.delete(group);
    this.stale.delete(group);
  }

  /** An agent came on duty (1) or went (−1). */
  note(desk: Desk, by: 1 | -1): void {
    for (const group of this.classes) {
      const translation = group.translation!;
      if (!this.speaks(desk, translation)) continue;
      translation.speakers += by;
      if (group.demand !== demandInForce(translation)) this.stale.add(group);
      else this.stale.delete(group);
    }
  }

  /** Classes that have come to ask otherwise since the last call. Their demand is in force, their seats are not. */
  takeTurned(): readonly ContactClass[] {
    if (this.stale.size === 0) return NONE;
    const turned = [...this.stale];
    this.stale.clear();
    for (const group of turned) group.demand = demandInForce(group.translation!);
    return turned;
  }

  private speaks(desk: Desk, { spoken }: Translation): boolean {
    return this.screen.configured(spoken, desk.abilities) === PASSES;
  }
}

const NONE: readonly ContactClass[] = [];

function demandInForce(translation: Translation): Demand {
  return translation.speakers === 0 ? translation.translated : translation.spoken;
}
