import { Injectable, Param, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { DomainError } from '../../domain/errors.js';
import { ID_PATTERN, ID_RULE } from '../fields.js';
import { invalid, validateBody, validateQuery, type DtoClass } from '../validate.js';

/** Checks every body and query that is typed by a DTO class; a missing body counts as `{}`. */
@Injectable()
export class DtoPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (metatype === undefined || (metatype as unknown) === Object) return value;
    if (type === 'body') return validateBody(metatype as DtoClass, value ?? {});
    if (type === 'query') return validateQuery(metatype as DtoClass, value ?? {});
    return value;
  }
}

type BadId = (name: string, what: string) => DomainError;

/** One that cannot be an id belongs to nothing: 404. */
const belongsToNothing: BadId = (_, what) => new DomainError('notFound', `There is no such ${what}.`);

/** What a PUT would make needs an id that can be one: 400. */
const cannotBeMade: BadId = (path) => invalid([{ path, message: ID_RULE }]);

class PathIdPipe implements PipeTransform {
  constructor(
    private readonly name: string,
    private readonly what: string,
    private readonly bad: BadId,
  ) {}

  transform(value: unknown): string {
    if (typeof value === 'string' && ID_PATTERN.test(value)) return value;
    throw this.bad(this.name, this.what);
  }
}

/** `@PathId('contact')`: the route's `:id`, which names something that should exist. */
export function PathId(what: string, name = 'id'): ParameterDecorator {
  return pathId(what, name, belongsToNothing);
}

/** `@NewPathId('queue')`: the same where the request makes it when it does not exist. */
export function NewPathId(what: string, name = 'id'): ParameterDecorator {
  return pathId(what, name, cannotBeMade);
}

function pathId(what: string, name: string, bad: BadId): ParameterDecorator {
  return (target, key, index) => {
    Param(name, new PathIdPipe(name, what, bad))(target, key, index);
    if (key === undefined) return;
    const descriptor = Object.getOwnPropertyDescriptor(target, key);
    const schema = { type: 'string', pattern: ID_PATTERN.source } as const;
    if (descriptor)
      ApiParam({ name, description: `Id of the ${what}`, schema, example: 'a-1' })(target, key, descriptor);
  };
}
