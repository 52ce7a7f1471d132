/**
 * The N design by its Markov chain: contacts of class A can be served by the specialists and, once these are busy, by the
 * generalists; those of class B by the generalists alone, who take a waiting B before a waiting A. All times exponential.
 * States: busy specialists, busy generalists, waiting A, waiting B; queues are cut off where their probability is beyond
 * all figures that are compared.
 */
export interface NDesign {
  specialists: number;
  generalists: number;
  /** Per second. */
  arrivalA: number;
  arrivalB: number;
  service: number;
  /** Of a waiting contact, each class: gives up. */
  patienceA: number;
  patienceB: number;
}

export interface NFigures {
  pAbandonA: number;
  pAbandonB: number;
  meanWaitA: number;
  meanWaitB: number;
  busySpecialists: number;
  busyGeneralists: number;
}

const MOST_WAITING = 60;

export function solveNDesign(design: NDesign): NFigures {
  const chain = new Chain(design);
  const p = chain.stationary();
  const mean = (of: (state: State) => number): number =>
    chain.states.reduce((sum, state, i) => sum + (p[i] as number) * of(state), 0);
  const waitingA = mean((state) => state.a);
  const waitingB = mean((state) => state.b);
  return {
    // Little's law: who waits, over who comes.
    meanWaitA: waitingA / design.arrivalA,
    meanWaitB: waitingB / design.arrivalB,
    pAbandonA: (waitingA * design.patienceA) / design.arrivalA,
    pAbandonB: (waitingB * design.patienceB) / design.arrivalB,
    busySpecialists: mean((state) => state.s) / design.specialists,
    busyGeneralists: mean((state) => state.g) / design.generalists,
  };
}

interface State {
  s: number;
  g: number;
  a: number;
  b: number;
}

class Chain {
  readonly states: State[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(private readonly design: NDesign) {
    const { specialists, generalists } = design;
    for (let s = 0; s <= specialists; s += 1)
      for (let g = 0; g <= generalists; g += 1)
        for (let b = 0; b <= (g === generalists ? MOST_WAITING : 0); b += 1)
          for (let a = 0; a <= (g === generalists && s === specialists ? MOST_WAITING : 0); a += 1) {
            this.numbers.set(key({ s, g, a, b }), this.states.length);
            this.states.push({ s, g, a, b });
          }
  }

  /** By the power method on the uniformized chain. */
  stationary(): Float64Array {
    const { specialists, generalists, arrivalA, arrivalB, service, patienceA, patienceB } = this.design;
    const fastest =
      arrivalA + arrivalB + (specialists + generalists) * service + MOST_WAITING * (patienceA + patienceB);
    const steps = this.states.map((state) =>
      this.moves(state).map(([to, rate]) => [this.numbers.get(key(to)) as number, rate / fastest] as const),
    );
    let p = new Float64Array(this.states.length).fill(1 / this.states.length);
    for (let moved = 1; moved > 1e-10;) {
      const next = new Float64Array(p.length);
      steps.forEach((of, i) => {
        let stays = p[i] as number;
        for (const [to, share] of of) {
          const flow = (p[i] as number) * share;
          next[to] = (next[to] as number) + flow;
          stays -= flow;
        }
        next[i] = (next[i] as number) + stays;
      });
      moved = next.reduce((sum, value, i) => sum + Math.abs(value - (p[i] as number)), 0);
      p = next;
    }
    return p;
  }

  private moves({ s, g, a, b }: State): [State, number][] {
    const { specialists, generalists, arrivalA, arrivalB, service, patienceA, patienceB } = this.design;
    const moves: [State, number][] = [];
    if (s < specialists) moves.push([{ s: s + 1, g, a, b }, arrivalA]);
    else if (g < generalists) moves.push([{ s, g: g + 1, a, b }, arrivalA]);
    else if (a < MOST_WAITING) moves.push([{ s, g, a: a + 1, b }, arrivalA]);
    if (g < generalists) moves.push([{ s, g: g + 1, a, b }, arrivalB]);
    else if (b < MOST_WAITING) moves.push([{ s, g, a, b: b + 1 }, arrivalB]);
    if (s > 0) moves.push([a > 0 ? { s, g, a: a - 1, b } : { s: s - 1, g, a, b }, s * service]);
    if (g > 0) {
      const freed = b > 0 ? { s, g, a, b: b - 1 } : a > 0 ? { s, g, a: a - 1, b } : { s, g: g - 1, a, b };
      moves.push([freed, g * service]);
    }
    if (a > 0) moves.push([{ s, g, a: a - 1, b }, a * patienceA]);
    if (b > 0) moves.push([{ s, g, a, b: b - 1 }, b * patienceB]);
    return moves;
  }
}

function key({ s, g, a, b }: State): string {
  return `${s} ${g} ${a} ${b}`;
}
