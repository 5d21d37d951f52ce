import { escaped } from '#text/escaped.js';

/** A piece of HTML. Only `html` makes one, so whatever else is text gets escaped. */
export class Html {
  private constructor(private readonly markup: string) {}

  /** @internal */
  static of(markup: string): Html {
    return new Html(markup);
  }

  /** The piece as text. */
  toString(): string {
    return this.markup;
  }
}

type Value = Html | string | number | undefined | readonly Value[];

/** HTML with what stands between its pieces: other HTML as it is, text escaped, nothing for undefined. */
export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  return Html.of(pieces.map((piece, at) => piece + written(values[at])).join(''));
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}
