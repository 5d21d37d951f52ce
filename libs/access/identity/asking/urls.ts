import { UnusableIssuer, type IssuerSetting } from './faults.js';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** A URL as messages and the log may say it: without what may be secret. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** Whether what is asked there stays on this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return LOOPBACK.test(hostname);
}

/** The URL of a setting, which in production must be one nobody on the way can answer for. @throws UnusableIssuer */
export function configuredUrl(setting: IssuerSetting, text: string, production: boolean): URL {
  const url = URL.parse(text);
  if (url === null) throw new UnusableIssuer(setting, 'what is configured', 'is no URL');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new UnusableIssuer(setting, 'what is configured', 'must be an https:// URL');
  if (production && url.protocol === 'http:')
    throw new UnusableIssuer(setting, shownUrl(url), 'must be an https:// URL in production');
  return url;
}
