import { readFile, stat } from 'node:fs/promises';
import { messageOf } from '#text/thrown.js';
import { IssuerFault, UnusableIssuer, type IssuerSetting } from '../asking/faults.js';
import { Provider } from '../asking/provider.js';
import { configuredUrl, shownUrl } from '../asking/urls.js';
import { Discovery } from './discovery.js';
import { KeySet, NotKeys } from './key-set.js';
import type { KeysConfig } from './keys.js';

/** Where keys are read from. */
export interface KeySource {
  /** URL or path, as the log may say it. */
  readonly place: string;
  /**
   * The keys as they are now; the set of the last time where nothing has changed.
   * @throws IssuerFault; @throws UnusableIssuer where no waiting mends it
   */
  read(signal: AbortSignal): Promise<KeySet>;
}

/** The source a configuration names; nothing is asked of the provider yet. @throws UnusableIssuer */
export async function keySourceOf(config: KeysConfig, production: boolean): Promise<KeySource> {
  switch (config.kind) {
    case 'file':
      return new KeysFile(config.path);
    case 'jwks': {
      const url = configuredUrl('url', config.url, production);
      return new KeysUrl(await Provider.of(config.ca), url);
    }
    case 'discovery': {
      const url = configuredUrl('issuer', config.issuer, production);
      if (url.search !== '' || url.hash !== '')
        throw new UnusableIssuer('issuer', shownUrl(url), 'must have no query and no fragment');
      return new DiscoveredKeys(await Provider.of(config.ca), url, config.issuer, production);
    }
  }
}

/** Keys at a URL that was configured. */
class KeysUrl implements KeySource {
  readonly place: string;
  private last: KeySet | undefined;

  constructor(
    private readonly provider: Provider,
    private readonly url: URL,
  ) {
    this.place = shownUrl(url);
  }

  async read(signal: AbortSignal): Promise<KeySet> {
    const bytes = await this.provider.ask(this.url, signal);
    return (this.last = setOf(bytes, this.place, 'url', this.last));
  }
}

/** Keys where the issuer says they are: it is asked each time, because it may say otherwise. */
class DiscoveredKeys implements KeySource {
  readonly place: string;
  private readonly discovery: Discovery;
  private last: KeySet | undefined;

  constructor(
    private readonly provider: Provider,
    url: URL,
    issuer: string,
    production: boolean,
  ) {
    this.discovery = new Discovery(provider, url, issuer, production);
    this.place = this.discovery.place;
  }

  async read(signal: AbortSignal): Promise<KeySet> {
    const url = await this.discovery.keys(signal);
    const bytes = await this.provider.ask(url, signal);
    return (this.last = setOf(bytes, shownUrl(url), 'issuer', this.last));
  }
}

const MOST_BYTES = 512 * 1024;

/** Keys in a file, which whoever rotates them writes anew. */
class KeysFile implements KeySource {
  private last: KeySet | undefined;

  constructor(readonly place: string) {}

  async read(): Promise<KeySet> {
    try {
      return (this.last = setOf(await contentOf(this.place), this.place, 'path', this.last));
    } catch (error) {
      // Nobody but the operator can mend a file: at the start there is nothing to wait for.
      if (error instanceof UnusableIssuer || !(error instanceof IssuerFault)) throw error;
      throw new UnusableIssuer('path', error.what, error.reason, { cause: error });
    }
  }
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    // Looked at before it is opened, since opening a pipe waits for whoever writes to it.
    const about = await stat(path);
    if (!about.isFile()) throw new IssuerFault(path, 'is no file');
    if (about.size > MOST_BYTES) throw new IssuerFault(path, `has more than ${MOST_BYTES} bytes`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof IssuerFault) throw error;
    throw new IssuerFault(path, `cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function setOf(bytes: Buffer, what: string, setting: IssuerSetting, before: KeySet | undefined): KeySet {
  try {
    return KeySet.of(bytes, before);
  } catch (error) {
    if (!(error instanceof NotKeys)) throw error;
    const { reason, otherKind } = error;
    throw otherKind
      ? new UnusableIssuer(setting, what, reason, { cause: error })
      : new IssuerFault(what, reason, { cause: error });
  }
}
