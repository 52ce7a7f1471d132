import { WORD } from './bits.js';

interface Team {
  /** Numbers that are reserved for it and free, the next on top. */
  free: number[];
  /** How many numbers it has, free ones included. */
  size: number;
}

/**
 * Numbers agents so that those of the same queues stand together: a class's agents then fill few words of bits. A team's
 * share doubles up to a word at a time, so that at most every second number is spare.
 */
export class DeskNumbers {
  private readonly teams = new Map<string, Team>();
  private end = 0;

  take(queues: ReadonlySet<string>): number {
    const team = this.team(queues);
    if (team.free.length === 0) this.enlarge(team);
    return team.free.pop()!;
  }

  give(queues: ReadonlySet<string>, no: number): void {
    this.team(queues).free.push(no);
  }

  private team(queues: ReadonlySet<string>): Team {
    const key = [...queues].sort().join(' ');
    let team = this.teams.get(key);
    if (team === undefined) this.teams.set(key, (team = { free: [], size: 0 }));
    return team;
  }

  private enlarge(team: Team): void {
    const more = Math.min(WORD, Math.max(1, team.size));
    for (let no = this.end + more - 1; no >= this.end; no -= 1) team.free.push(no);
    this.end += more;
    team.size += more;
  }
}
