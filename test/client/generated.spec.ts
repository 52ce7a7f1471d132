import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from '../../tools/client-types/documents.js';
import { projectFolder } from '../start/started-server.js';
import { TestNode } from '../ws/node.js';

const committed = join(projectFolder, 'client', 'src', 'generated');

describe('the types that the client has of the server', () => {
  it('are those of the documents that a server serves', async () => {
    const node = await TestNode.start();
    const served = async (name: string): Promise<unknown> => (await fetch(`${node.url}/${name}`)).json();
    const { openApi, asyncApi } = await documents();
    expect(JSON.parse(JSON.stringify(openApi))).toEqual(await served('openapi.json'));
    expect(JSON.parse(JSON.stringify(asyncApi))).toEqual(await served('asyncapi.json'));
    await node.stop();
  });

  it('are committed as `npm run client:types` writes them today', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lotse-types-'));
    try {
      const program = join(projectFolder, 'tools', 'client-types', 'run.mjs');
      const env = { ...process.env, NODE_OPTIONS: '' };
      const { status, stderr } = spawnSync(process.execPath, [program, '--folder', folder], { env, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      expect(readdirSync(folder).sort()).toEqual(readdirSync(committed).sort());
      const isToday = (name: string): boolean =>
        readFileSync(join(folder, name), 'utf8') === readFileSync(join(committed, name), 'utf8');
      expect(readdirSync(committed).filter((name) => !isToday(name))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
