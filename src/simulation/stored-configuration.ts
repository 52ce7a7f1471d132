import { Inject, Injectable } from '@nestjs/common';
import type { HoursConfig, RoutingProfile } from '../domain/configuration.js';
import { DomainError } from '../domain/errors.js';
import { CONFIG_CACHE, type ConfigCache } from '../store/config-store.js';
import { ProfileVersions } from '../store/profile-versions.js';
import type { ScenarioRequest } from './scenario-request.js';

/** Fills in the hours and routing profiles that a scenario names and does not bring along: as they are in force, or in a version. */
@Injectable()
export class StoredConfiguration {
  constructor(
    @Inject(CONFIG_CACHE) private readonly config: ConfigCache,
    @Inject(ProfileVersions) private readonly versions: ProfileVersions,
  ) {}

  /**
   * The scenario with what its queues and `compare` name. A version `id@n` is added under that very name.
   * @throws DomainError `unknownReference` for a version that never was
   */
  async into(request: ScenarioRequest): Promise<ScenarioRequest> {
    const profiles = new Map((request.profiles ?? []).map((profile) => [profile.id, profile]));
    const own = new Set(profiles.keys());
    const add = (id: string, found: RoutingProfile | undefined): void => {
      if (found !== undefined && !profiles.has(id)) profiles.set(id, { id, name: found.name, credits: found.credits });
    };
    for (const { routingProfileId = 'default' } of request.queues)
      if (!own.has(routingProfileId)) add(routingProfileId, await this.inForce(routingProfileId));
    const faults: { path: string; message: string }[] = [];
    for (const [i, name] of (request.compare ?? []).entries()) {
      const [id = '', version] = name.split('@');
      if (own.has(id) && (version === undefined || version === '1')) continue;
      const found = await (version === undefined ? this.inForce(id) : this.version(id, Number(version)));
      if (found === undefined) faults.push({ path: `compare.${i}`, message: `there is no routing profile ${name}` });
      add(name, found);
    }
    const [first] = faults;
    if (first !== undefined)
      throw new DomainError('unknownReference', `${first.path}: ${first.message}`, { errors: faults });
    return { ...request, hours: await this.hoursOf(request), profiles: [...profiles.values()] };
  }

  private async hoursOf({ hours = [], queues }: ScenarioRequest): Promise<HoursConfig[]> {
    const found = new Map(hours.map((each) => [each.id, each]));
    for (const { hoursId } of queues) {
      const known = hoursId === undefined || found.has(hoursId) ? undefined : await this.config.find('hours', hoursId);
      if (known !== undefined) found.set(known.value.id, known.value);
    }
    return [...found.values()];
  }

  private async inForce(id: string): Promise<RoutingProfile | undefined> {
    return (await this.config.find('profile', id))?.value;
  }

  private async version(id: string, version: number): Promise<RoutingProfile | undefined> {
    if (!Number.isInteger(version) || version < 1 || version > 2_147_483_647) return undefined;
    return (await this.versions.get(id, version))?.profile;
  }
}
