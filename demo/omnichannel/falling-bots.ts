import { setTimeout as pause } from 'node:timers/promises';
import type { Agent } from './agent.js';

/** How often the server is asked whether it has given a bot up, which it does after 15 s. */
const LOOK_MS = 500;
/** A bot falls with so many contacts, or when for so long no further one has come. */
const WAVE = 24;
const NO_FURTHER_MS = 3_000;

/** Bots on a bad network: each collects contacts, falls with all of them at once, and comes back. */
export class FallingBots {
  private readonly byId: ReadonlyMap<string, Agent>;
  private readonly held = new Map<Agent, number>();
  /** They are about to fall, or have. */
  private readonly falling = new Set<Agent>();
  private readonly away = new Set<Agent>();
  private readonly timers = new Map<Agent, NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];

  /** @param isGivenUp whether the server has taken the bot's contacts from it and has it offline */
  constructor(
    bots: readonly Agent[],
    private readonly isGivenUp: (agentId: string) => Promise<boolean>,
  ) {
    this.byId = new Map(bots.map((bot) => [bot.id, bot]));
  }

  /** The one with this id, where it is one of them. */
  get(agentId: string | undefined): Agent | undefined {
    return this.byId.get(agentId ?? '');
  }

  /** The bot has a contact more, with which it will fall. */
  hold(bot: Agent): void {
    // Taken in the very moment of the fall, or shortly before it.
    if (this.falling.has(bot)) return;
    const held = (this.held.get(bot) ?? 0) + 1;
    this.held.set(bot, held);
    clearTimeout(this.timers.get(bot));
    if (held >= WAVE) void this.fall(bot);
    else
      this.timers.set(
        bot,
        setTimeout(() => void this.fall(bot), NO_FURTHER_MS),
      );
  }

  private async fall(bot: Agent): Promise<void> {
    this.falling.add(bot);
    this.held.delete(bot);
    // Half of them stay: what is offered to one that has just fallen is for another bot, not for people.
    while (this.away.size * 2 >= this.byId.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.away.add(bot);
    bot.returned.forget();
    bot.line?.down();
    // A busy server notices late: who came back by the clock alone could be in time, and would keep its contacts.
    do await pause(LOOK_MS, undefined, { ref: false });
    while (!(await this.isGivenUp(bot.id)));
    // From here on it takes contacts with which it will fall anew.
    this.falling.delete(bot);
    bot.line?.up();
    await bot.returned.next().catch(() => undefined);
    this.away.delete(bot);
    for (const go of this.waiting.splice(0)) go();
  }
}
