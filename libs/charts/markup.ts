import { escaped } from '#text/escaped.js';

/** A piece of well-formed XML. Only `element` makes one, so whatever else is text gets escaped. */
export class Markup {
  private constructor(private readonly xml: string) {}

  /** @internal */
  static of(xml: string): Markup {
    return new Markup(xml);
  }

  /** The piece as text. */
  toString(): string {
    return this.xml;
  }
}

/** Values of attributes by name; those without a value are left out. Coordinates get two decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its children: elements as they are, text escaped. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escaped(value!)}"`)
    .join('');
  const inner = children.map((child) => (child instanceof Markup ? String(child) : escaped(child))).join('');
  return Markup.of(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
}

/** A number as an attribute holds it. @throws RangeError for what no picture has */
export function coordinate(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no coordinate`);
  // Adding 0 makes a negative zero a plain one.
  return String(Math.round(value * 100) / 100 + 0);
}
