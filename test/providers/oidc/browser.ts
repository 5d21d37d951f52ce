import type { Answered, Ask, Sent } from './https.js';

/** Where a browser came to: a page, or an address outside the provider, which is not asked for. */
export type Arrival =
  | { readonly kind: 'page'; readonly url: URL; readonly page: Answered }
  | { readonly kind: 'left'; readonly url: URL };

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const MOST_REDIRECTS = 10;

/** As much of a browser as a sign-in takes: it keeps the cookies of one provider and goes where it is sent. */
export class Browser {
  private cookies: readonly Cookie[] = [];

  constructor(
    private readonly ask: Ask,
    private readonly home: string,
  ) {}

  /** Goes to an address of the provider, and on, until there is a page or it is sent elsewhere. */
  async open(from: URL, sent?: Sent): Promise<Arrival> {
    let url = from;
    let next = sent;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      if (url.origin !== new URL(this.home).origin) return { kind: 'left', url };
      const page = await this.ask(url, { ...next, headers: { cookie: this.cookiesFor(url) } });
      this.keep(page, url);
      if (page.status < 300 || page.status >= 400) return { kind: 'page', url, page };
      url = new URL(page.headers.location!, url);
      next = undefined;
    }
    throw new Error(`sent on more than ${MOST_REDIRECTS} times, last to ${url.pathname}`);
  }

  /** Fills in the form of a page and sends it; what the form holds already goes with it. */
  async submit({ url, page }: Arrival & { readonly kind: 'page' }, fields: Readonly<Record<string, string>>) {
    const action = /<form\b[^>]*\baction="([^"]*)"/.exec(page.body)?.[1];
    if (action === undefined) throw new Error(`no form at ${url.pathname}, which answered ${page.status}`);
    const inputs = [...page.body.matchAll(/<input\b[^>]*\bname="([^"]*)"/g)].map(([, name]) => name!);
    const missing = Object.keys(fields).filter((name) => !inputs.includes(name));
    if (missing.length > 0)
      throw new Error(`the form at ${url.pathname} does not ask for ${missing.join(', ')}`);
    return this.open(new URL(action.replaceAll('&amp;', '&'), url), { form: fields });
  }

  private cookiesFor({ pathname }: URL): string {
    return this.cookies
      .filter(({ path }) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  private keep({ headers }: Answered, url: URL): void {
    for (const line of headers['set-cookie'] ?? []) {
      const [pair, ...attributes] = line.split(';').map((part) => part.trim());
      const [name, value] = splitAt(pair!, '=');
      const of = new Map(
        attributes.map((each) => splitAt(each, '=')).map(([key, said]) => [key.toLowerCase(), said]),
      );
      const path = of.get('path') ?? url.pathname;
      const gone = of.has('expires') && Date.parse(of.get('expires')!) <= Date.now();
      this.cookies = [
        ...this.cookies.filter((each) => each.name !== name || each.path !== path),
        ...(gone || value === '' ? [] : [{ name, value, path }]),
      ];
    }
  }
}

function splitAt(text: string, mark: string): readonly [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
