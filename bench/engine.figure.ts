import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { EngineFigures, Spread } from './engine.bench.js';
import type { Figure } from './figure.js';

/** The engine alone, in a process of its own: no store, no network. */
export function engineFigures(): Figure[] {
  const file = fileURLToPath(new URL('./engine.bench.js', import.meta.url));
  const memory = ['--max-semi-space-size=64', '--max-old-space-size=4096'];
  const output = execFileSync(process.execPath, ['--expose-gc', ...memory, file], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  const measured = JSON.parse(output) as EngineFigures;
  const { agentFrees, contactArrives, eligible, agentFreesTenfoldWaiting, contactArrivesTenfoldAgents, large } =
    measured;
  const figure = (
    name: string,
    unit: string,
    value: Spread,
    must?: Figure['must'],
    detail?: Figure['detail'],
  ): Figure => ({
    name,
    unit,
    value,
    ...(must && { must }),
    ...(detail && { detail }),
  });
  const least = (value: Spread, limit: number): Figure['must'] => ({
    text: `≥ ${limit.toLocaleString('en')} /s`,
    holds: value.median >= limit,
  });
  const most = (value: Spread, limit: number): Figure['must'] => ({
    text: `at most ${limit} times the cost`,
    holds: value.median <= limit,
  });
  return [
    figure('engine.agentFrees', '/s', agentFrees, least(agentFrees, 300_000), { eligible: eligible.agentFrees }),
    figure('engine.contactArrives', '/s', contactArrives, least(contactArrives, 100_000), {
      eligible: eligible.contactArrives,
    }),
    figure('engine.agentFrees.10×waiting', '×', agentFreesTenfoldWaiting, most(agentFreesTenfoldWaiting, 3)),
    figure('engine.contactArrives.10×agents', '×', contactArrivesTenfoldAgents, most(contactArrivesTenfoldAgents, 4)),
    figure('engine.agentFrees.large', '/s', large.agentFrees, undefined, { bytesPerWaiting: measured.bytesPerWaiting }),
    figure('engine.contactArrives.large', '/s', large.contactArrives),
  ];
}
