import type { ActBy } from '../domain/act.js';
import { DomainError } from '../domain/errors.js';
import type { Actor } from '../live/live-store.js';
import { ROLES, type Role } from '../store/api-keys.js';

export { ROLES, type Role };

/** Who asks: the API key behind a request or a socket. */
export interface Principal {
  keyId: string;
  role: Role;
  /** Present on keys of role `agent`: the one agent that the key speaks for. */
  agentId?: string;
}

/** Who asks, and how a repeat of the same command is known. */
export interface Caller {
  principal: Principal;
  /** From the Idempotency-Key, scoped by key and path. */
  commandId?: string;
  /** Hash of the command's body. */
  commandHash?: string;
}

/** The actor that a command is recorded under. */
export function actorOf(principal: Principal): Actor {
  if (principal.role === 'agent') return 'agent';
  return principal.role === 'system' ? 'system' : 'supervisor';
}

/** @throws DomainError `forbidden` when an agent's key asks for another agent's resource */
export function requireOwnAgent(principal: Principal, agentId: string | undefined): void {
  if (principal.role === 'agent' && principal.agentId !== agentId) {
    throw new DomainError('forbidden', 'The key belongs to another agent.');
  }
}

/** @throws DomainError `forbidden` unless the role is listed; `admin` may do everything */
export function requireRole(principal: Principal, roles: readonly Role[]): void {
  if (principal.role === 'admin' || roles.includes(principal.role)) return;
  throw new DomainError('forbidden', `A key of the role ${principal.role} may not do this.`);
}

/** Whose act a command is: what supervisors do stands in the audit. */
export function actBy({ principal }: Caller, note?: string): ActBy | undefined {
  if (principal.role !== 'supervisor' && principal.role !== 'admin') return undefined;
  return { keyId: principal.keyId, note };
}

/** The command's id, the agent whose contact or offer it has to be where an agent asks, and whose act it is. */
export function onBehalf(caller: Caller, note?: string) {
  const { principal, commandId, commandHash } = caller;
  const asAgentId = principal.role === 'agent' ? principal.agentId : undefined;
  return { commandId, commandHash, asAgentId, act: actBy(caller, note) };
}
