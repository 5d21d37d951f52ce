import { DOMParser, onErrorStopParsing, type Document, type Element } from '@xmldom/xmldom';

/** The document of a chart, by a parser that stops at the first thing that is not XML. */
export function parsed(svg: string): Document {
  return new DOMParser({ onError: onErrorStopParsing }).parseFromString(svg, 'image/svg+xml');
}

/** All elements of a name. */
export function elements(svg: string, name: string): readonly Element[] {
  return [...parsed(svg).getElementsByTagName(name)];
}

/** The texts that are seen in a chart. */
export function texts(svg: string): readonly string[] {
  return elements(svg, 'text').map(({ textContent }) => textContent ?? '');
}

/** A number among the attributes of an element. */
export function numberIn(element: Element, attribute: string): number {
  return Number(element.getAttribute(attribute));
}
