import {
  Inject,
  Injectable,
  SetMetadata,
  createParamDecorator,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiKeysService } from '../../api-keys/api-keys.service.js';
import { callerOf } from './idempotency.js';
import { requireRole, type Caller, type Principal, type Role } from '../../api-keys/principal.js';

export const ROLES_KEY = 'lotse:roles';
export const PUBLIC_KEY = 'lotse:public';

export type ApiRequest = FastifyRequest & { principal?: Principal; caller?: Caller };

/** Which roles may call a route; `admin` always may. Every route has this or {@link Public}. */
export function Roles(...roles: Role[]): MethodDecorator & ClassDecorator {
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
    const decorators = [SetMetadata(ROLES_KEY, roles), ApiBearerAuth('key')] as (MethodDecorator & ClassDecorator)[];
    if (descriptor !== undefined)
      decorators.push(ApiExtension('x-roles', [...new Set([...roles, 'admin'])]) as MethodDecorator & ClassDecorator);
    for (const decorate of decorators) {
      if (key !== undefined && descriptor !== undefined) decorate(target, key, descriptor);
      else (decorate as ClassDecorator)(target as never);
    }
  };
}

/** Needs no key: probes and descriptions. */
export function Public(): CustomDecorator {
  return SetMetadata(PUBLIC_KEY, true);
}

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;

/** The token of an Authorization header, if it is a bearer's. */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : BEARER.exec(header)?.[1];
}

/** Finds the key's owner and checks its role; refuses routes that name no roles. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(ApiKeysService) private readonly keys: ApiKeysService,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_KEY, targets)) return true;
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const roles = this.reflector.getAllAndOverride<Role[] | undefined>(ROLES_KEY, targets) ?? [];
    const found = this.keys.authenticate(bearerToken(request.headers.authorization));
    return found instanceof Promise ? found.then((who) => admit(request, who, roles)) : admit(request, found, roles);
  }
}

/** @throws DomainError `forbidden` */
function admit(request: ApiRequest, principal: Principal, roles: readonly Role[]): true {
  requireRole(principal, roles);
  request.principal = principal;
  return true;
}

function principalOf(request: ApiRequest): Principal {
  if (request.principal === undefined) throw new Error('the route has no guard');
  return request.principal;
}

/** The key's owner. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(context.switchToHttp().getRequest<ApiRequest>()),
);

/** The key's owner and the Idempotency-Key of a POST. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<ApiRequest>();
  return callerOf(request, principalOf(request));
});
