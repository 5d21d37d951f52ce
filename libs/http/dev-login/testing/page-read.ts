import { DOMParser, type Element, onWarningStopParsing } from '@xmldom/xmldom';

/** A page as a browser would read it, and an error for markup that a browser would have to mend. */
export class PageRead {
  private readonly all: readonly Element[];

  constructor(page: string) {
    const document = new DOMParser({ onError: onWarningStopParsing }).parseFromString(page, 'text/xml');
    this.all = [...document.getElementsByTagName('*')];
  }

  /** The elements of a name. */
  named(...names: readonly string[]): readonly Element[] {
    return this.all.filter(({ tagName }) => names.includes(tagName));
  }

  /** The elements that have an attribute, with a value where one is given. */
  having(attribute: string, value?: string): readonly Element[] {
    return this.all.filter((element) =>
      value === undefined ? element.hasAttribute(attribute) : element.getAttribute(attribute) === value,
    );
  }

  /** The only element with an id. @throws Error when there is none, or several */
  byId(id: string): Element {
    const found = this.having('id', id);
    if (found.length !== 1) throw new Error(`${found.length} elements have the id ${id}`);
    return found[0]!;
  }

  /** What an element says, in one line. */
  said(element: Element): string {
    return (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  }

  /** What a reader is told of a control beside its name: hints and faults. */
  describedBy(element: Element): string {
    const ids = (element.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '');
    return ids.map((id) => this.said(this.byId(id))).join(' ');
  }
}
