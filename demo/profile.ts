import { readFileSync } from 'node:fs';
import type { ProfileCredits } from '../src/domain/configuration.js';

/** A profile file: a name, why it is as it is, and the credits in seconds of waiting (left out: 0). */
export interface ProfileFile {
  name: string;
  credits: ProfileCredits;
}

const NUMBERS = [
  'priority',
  'customerValue',
  'due',
  'dueHorizonSeconds',
  'skill',
  'preference',
  'channel',
  'affinity',
  'occupancy',
  'idlePerSecond',
  'bot',
] as const;

/** Reads a profile file. Throws naming the field that is unknown, or no number ≥ 0. */
export function readProfile(path: string): ProfileFile {
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isRecord(parsed) || typeof parsed['name'] !== 'string')
    throw new Error(`${path}: an object with a name and credits is needed`);
  return { name: parsed['name'], credits: creditsOf(parsed['credits'], path) };
}

function creditsOf(value: unknown, path: string): ProfileCredits {
  if (!isRecord(value)) throw new Error(`${path}: credits is missing`);
  for (const key of Object.keys(value)) {
    if (key !== 'journeyStage' && !NUMBERS.some((name) => name === key))
      throw new Error(`${path}: credits.${key} is unknown`);
  }
  const number = (from: Record<string, unknown>, key: string): number => {
    const given = from[key] ?? 0;
    if (typeof given !== 'number' || !Number.isFinite(given) || given < 0)
      throw new Error(`${path}: credits.${key} must be a number ≥ 0`);
    return given;
  };
  const stage = value['journeyStage'] ?? {};
  const stages = isRecord(stage) ? (stage['stages'] ?? {}) : undefined;
  if (!isRecord(stage) || !isRecord(stages)) throw new Error(`${path}: credits.journeyStage must be {default, stages}`);
  const plain = Object.fromEntries(NUMBERS.map((key) => [key, number(value, key)])) as Record<
    (typeof NUMBERS)[number],
    number
  >;
  return {
    ...plain,
    journeyStage: {
      default: number(stage, 'default'),
      stages: Object.fromEntries(Object.keys(stages).map((key) => [key, number(stages, key)])),
    },
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
