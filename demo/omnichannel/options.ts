import { argumentsOf, numberIn, UsageError } from '../options.js';

/** What the command line asks of the scripted center. */
export interface OmnichannelOptions {
  /** Contacts of customers. */
  contacts: number;
  seed: number;
  json: boolean;
}

/** With fewer there is no room for each kind. */
const FEWEST = 100;
const MOST = 1_000_000;
const DEFAULT_CONTACTS = 20_000;
const OF_THE_BANK = ['records', 'date', 'from', 'to', 'speed', 'profile'] as const;

/** Undefined: help was asked for. @throws UsageError naming the option that makes no sense */
export function readOmnichannelOptions(args: readonly string[]): OmnichannelOptions | undefined {
  const values = argumentsOf(args);
  if (values.help) return undefined;
  for (const name of OF_THE_BANK)
    if (values[name] !== undefined)
      throw new UsageError(
        `--${name} belongs to the bank's day: --scenario omnichannel takes --contacts, --seed, --json`,
      );
  const contacts = numberIn('--contacts', values.contacts ?? String(DEFAULT_CONTACTS), FEWEST, MOST);
  if (!Number.isInteger(contacts)) throw new UsageError('--contacts must be a whole number');
  return {
    contacts,
    seed: numberIn('--seed', values.seed ?? '1', 0, Number.MAX_SAFE_INTEGER),
    json: values.json ?? false,
  };
}
