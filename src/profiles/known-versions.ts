import type { RoutingProfile } from '../domain/configuration.js';
import { DomainError } from '../domain/errors.js';
import type { ProfileSchedule } from '../domain/profile-plan.js';
import type { ConfigSnapshot } from '../store/config-store.js';

/** @throws DomainError `notFound` */
export function standingProfile(id: string, snapshot: ConfigSnapshot): RoutingProfile {
  const found = snapshot.profile.get(id)?.value;
  if (found === undefined) throw noProfile(id);
  return found;
}

export function noProfile(id: string): DomainError {
  return new DomainError('notFound', `There is no routing profile with the id ${id}.`);
}

export function schedulesOf(id: string, { profileSchedule }: ConfigSnapshot): ProfileSchedule[] {
  return [...profileSchedule.values()].map(({ value }) => value).filter(({ profileId }) => profileId === id);
}

export function unknownVersion(id: string, version: number, path = 'version'): DomainError {
  const message = `the routing profile ${id} has no version ${version}`;
  return new DomainError('unknownReference', `${path}: ${message}`, { errors: [{ path, message }] });
}
