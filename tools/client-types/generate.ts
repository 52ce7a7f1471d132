import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** The parts of an AsyncAPI document that types are made from. */
export interface AsyncApi {
  operations: Record<string, { messages: { $ref: string }[] }>;
  components: { messages: Record<string, { payload: object }> };
}

const HEADER =
  '// Written by `npm run client:types`. A change here is lost with the next run, and refused by the tests.\n\n';

/** The types of paths, bodies and answers, as TypeScript. */
export function restTypes(openApi: object): Promise<string> {
  return typesOf(openApi);
}

/** The types of all frames, and for each operation of a socket the union of its frames, as TypeScript. */
export function frameTypes({ operations, components }: AsyncApi): Promise<string> {
  const frames = Object.entries(components.messages).map(([name, { payload }]) => [name, payload]);
  const unions = Object.entries(operations).map(([name, { messages }]) => {
    const oneOf = messages.map(({ $ref }) => ({ $ref: `#/components/schemas/${$ref.split('/').at(-1) ?? ''}` }));
    return [name, { oneOf }];
  });
  return typesOf({
    openapi: '3.1.0',
    info: { title: 'frames', version: '1' },
    paths: {},
    components: { schemas: Object.fromEntries([...frames, ...unions]) as object },
  });
}

async function typesOf(document: object): Promise<string> {
  const options = { defaultNonNullable: false, emptyObjectsUnknown: true };
  return HEADER + astToString(await openapiTS(document as OpenAPI3, options));
}
