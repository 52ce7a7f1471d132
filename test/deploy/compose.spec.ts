import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { environmentNames, readEnvironment } from '../../src/config/environment.js';
import { NODE_FLAGS } from '../../src/config/node-flags.js';
import { dockerStages, saying, variables } from './dockerfile.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: string[] | Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

const composeText = read('docker-compose.yml');
const compose = parse(composeText, { merge: true }) as { services: Record<string, Service>; volumes: object };
const stages = dockerStages(read('Dockerfile'));
const image = stages.at(-1) ?? [];
const proxy = read('deploy/haproxy.cfg');
const nodes = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);

/** What a container of a node sees: the image's variables, then compose's with every secret set. */
function environmentOf(service: Service): Record<string, string> {
  const given = Object.entries(service.environment ?? {}).map(([name, value]) => [
    name,
    String(value).replaceAll(/\$\{[A-Z_]+:\?[^}]+\}/g, 'asecret123'),
  ]);
  return { ...variables(image), ...(Object.fromEntries(given) as Record<string, string>) };
}

const serviceAt = (url: string): Service | undefined => compose.services[new URL(url).hostname];

describe('docker-compose.yml', () => {
  it('runs two nodes whose variables all exist and hold', () => {
    expect(nodes).toHaveLength(2);
    const known = new Set([...environmentNames(), 'NODE_ENV']);
    for (const [name, service] of nodes) {
      const environment = environmentOf(service);
      expect(Object.keys(environment).filter((variable) => !known.has(variable))).toEqual([]);
      expect(readEnvironment(environment)).toMatchObject({ nodeId: name, host: '0.0.0.0', testClock: false });
    }
  });

  it('has no secret that works without being set', () => {
    const references = [...composeText.matchAll(/\$\{?([A-Za-z_]\w*)([^}\n]*)\}?/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [whole, , rest] of references)
      expect([whole, rest?.startsWith(':?') && rest.length > 10]).toEqual([whole, true]);
    for (const service of Object.values(compose.services)) {
      for (const [name, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|KEY|AUTH|SECRET|_URL$/.test(name)) expect(value).toMatch(/\$\{[A-Z_]+:\?/);
      }
    }
    expect(composeText).not.toContain('POSTGRES_HOST_AUTH_METHOD');
  });

  it('names stores that are there, with the user, the database and the ports that they have', () => {
    for (const [, service] of nodes) {
      const { REDIS_URL = '', DATABASE_URL = '' } = environmentOf(service);
      const [redis, database] = [new URL(REDIS_URL), new URL(DATABASE_URL)];
      expect([serviceAt(REDIS_URL)?.image, redis.port]).toEqual([expect.stringMatching(/^(redis|valkey)/), '6379']);
      const postgres = serviceAt(DATABASE_URL);
      expect([postgres?.image, database.port]).toEqual([expect.stringMatching(/^postgres:/), '5432']);
      expect(database.username).toBe(postgres?.environment?.['POSTGRES_USER']);
      expect(database.pathname.slice(1)).toBe(postgres?.environment?.['POSTGRES_DB']);
      expect(service.environment?.['REDIS_URL']).toContain('${REDIS_PASSWORD:');
      expect(service.environment?.['DATABASE_URL']).toContain('${POSTGRES_PASSWORD:');
    }
  });

  it('runs a Redis that loses nothing, on a volume', () => {
    const redis = compose.services['redis'];
    const option = (name: string): string | undefined => redis?.command?.[redis.command.indexOf(`--${name}`) + 1];
    expect(option('appendonly')).toBe('yes');
    expect(option('appendfsync')).toBe('always');
    expect(option('maxmemory-policy')).toBe('noeviction');
    expect(option('requirepass')).toContain('${REDIS_PASSWORD:?');
    expect(redis?.volumes).toEqual(['redis:/data']);
  });

  it('mounts only what is there or declared', () => {
    const declared = Object.keys(compose.volumes);
    const mounts = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
    for (const source of mounts.map((mount) => mount.split(':')[0] ?? '')) {
      if (source.startsWith('.')) expect([source, existsSync(join(root, source))]).toEqual([source, true]);
      else expect(declared).toContain(source);
    }
    const [dataVolume] = saying(image, 'VOLUME');
    for (const [name, service] of nodes) expect(service.volumes).toEqual([`${name}:${dataVolume}`]);
    expect(variables(image)['LOTSE_DATA_DIR']).toBe(dataVolume);
    // A major version further on may keep its data elsewhere: from 18 on it lies one folder higher.
    expect(compose.services['postgres']).toMatchObject({
      image: 'postgres:18',
      volumes: ['postgres:/var/lib/postgresql'],
    });
  });

  it('watches the health of every service, and waits for what says how it is', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      const isWatched = service.healthcheck !== undefined || service.build !== undefined;
      expect([name, isWatched]).toEqual([name, true]);
      const wanted = service.depends_on ?? [];
      for (const other of Array.isArray(wanted) ? wanted : Object.keys(wanted)) {
        expect(Object.keys(compose.services)).toContain(other);
      }
    }
    for (const [, service] of nodes) {
      expect(service.depends_on).toEqual({
        redis: { condition: 'service_healthy' },
        postgres: { condition: 'service_healthy' },
      });
    }
  });

  it('asks each store and the proxy for what they know, with what they were given', () => {
    const { redis, postgres, proxy: front } = compose.services;
    const commandOf = (service?: Service): string => (service?.healthcheck?.test ?? []).slice(1).join(' ');
    // redis-cli reads its password from this variable, which is the one that the server requires.
    expect(commandOf(redis)).toBe('redis-cli ping | grep -q PONG');
    expect(redis?.environment?.['REDISCLI_AUTH']).toContain('${REDIS_PASSWORD:?');
    const { POSTGRES_USER, POSTGRES_DB } = postgres?.environment ?? {};
    expect(commandOf(postgres)).toBe(`pg_isready -q -U ${POSTGRES_USER} -d ${POSTGRES_DB}`);
    const [, mounted = 'none'] = front?.volumes?.[0]?.split(':') ?? [];
    expect(commandOf(front)).toBe(`haproxy -c -f ${mounted}`);
  });

  it('puts one port before exactly the nodes', () => {
    const servers = [...proxy.matchAll(/^\s+server \S+ ([^\s:]+):(\d+)/gm)].map(([, host, port]) => [host, port]);
    const { PORT } = variables(image);
    expect(servers).toEqual(nodes.map(([name]) => [name, PORT]));
    const [listening] = [...proxy.matchAll(/^\s+bind \*:(\d+)$/gm)].map((match) => match[1]);
    expect(compose.services['proxy']?.ports).toEqual([`3000:${listening}`]);
    const published = Object.values(compose.services).filter((service) => service.ports !== undefined);
    expect(published).toHaveLength(1);
    expect(proxy).toContain('meth GET uri /v1/health/ready ');
    // An upgraded connection must outlive the 15 s between two pings.
    expect(Number(/timeout tunnel (\d+)s/.exec(proxy)?.[1])).toBeGreaterThan(30);
  });
});

describe('Dockerfile', () => {
  const settings = JSON.parse(read('package.json')) as { engines: { node: string }; scripts: Record<string, string> };

  it('builds and runs on a Node that is new enough', () => {
    const oldest = Number(/\d+/.exec(settings.engines.node)?.[0]);
    for (const stage of stages) {
      expect(Number(/^node:(\d+)-/.exec(saying(stage, 'FROM')[0] ?? '')?.[1])).toBeGreaterThan(oldest);
    }
  });

  it('copies what is there, and all that the build wants', () => {
    const [build = []] = stages;
    const copied = saying(build, 'COPY').flatMap((rest) => rest.split(' ').slice(0, -1));
    for (const path of copied) expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    const { include } = JSON.parse(read('tsconfig.build.json')) as { include: string[] };
    expect(copied).toEqual(
      expect.arrayContaining([...include, 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json']),
    );
    const ignored = read('.dockerignore').split('\n');
    for (const path of copied) expect(ignored).not.toContain(path);
    for (const path of ['node_modules', '.git', '.lotse', '.env']) expect(ignored).toContain(path);
    for (const script of saying(build, 'RUN')
      .join(' ')
      .matchAll(/npm run (\S+)/g)) {
      expect(Object.keys(settings.scripts)).toContain(script[1]);
    }
  });

  it('starts what the build makes, without privileges, on the port that it shows', () => {
    const command = JSON.parse(saying(image, 'CMD')[0] ?? '[]') as string[];
    const { entryFile } = JSON.parse(read('nest-cli.json')) as { entryFile: string };
    expect(command).toEqual(['node', ...NODE_FLAGS, `dist/${entryFile}.js`]);
    expect(settings.scripts['start']).toBe(`exec node ${NODE_FLAGS.join(' ')} tools/start.mjs`);
    expect(saying(image, 'COPY').some((rest) => rest.endsWith('/app/dist dist'))).toBe(true);
    expect(saying(image, 'USER')).toEqual(['node']);
    expect(image.findIndex(({ word }) => word === 'USER')).toBeLessThan(image.findIndex(({ word }) => word === 'CMD'));
    const environment = variables(image);
    expect(saying(image, 'EXPOSE')).toEqual([environment['PORT']]);
    const known = new Set([...environmentNames(), 'NODE_ENV']);
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
    expect(saying(image, 'HEALTHCHECK')[0]).toContain('/v1/health/ready');
  });
});
