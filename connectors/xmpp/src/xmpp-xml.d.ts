/** What is used of a library that comes without types. */
declare module '@xmpp/xml' {
  export type Child = Element | string | undefined;
  export type Attributes = Readonly<Record<string, string | undefined>>;

  export class Element {
    readonly name: string;
    readonly attrs: Record<string, string | undefined>;
    readonly children: (Element | string)[];
    parent: Element | null;
    is(name: string, xmlns?: string): boolean;
    getChild(name: string, xmlns?: string): Element | undefined;
    getChildText(name: string, xmlns?: string): string | null;
    getChildElements(): Element[];
    getNS(): string | undefined;
    getText(): string;
    toString(): string;
  }

  export class Parser {
    on(event: 'start' | 'element' | 'end', handler: (element: Element) => void): this;
    on(event: 'error', handler: (error: Error) => void): this;
    write(text: string): void;
  }

  export function xml(name: string, attributes?: Attributes, ...children: Child[]): Element;
}
