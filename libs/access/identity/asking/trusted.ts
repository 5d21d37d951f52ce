import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import { messageOf } from '#text/thrown.js';
import { UnusableIssuer } from './faults.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Trust in the authorities this program trusts anyway and in those of a PEM file. @throws UnusableIssuer */
export async function trustedWith(path: string): Promise<SecureContext> {
  const own = (await contentOf(path)).match(CERTIFICATE) ?? [];
  if (own.length === 0) throw new UnusableIssuer('ca', path, 'holds no certificate (PEM)');
  for (const [index, certificate] of own.entries()) check(path, index, certificate);
  return createSecureContext({ ca: [...getCACertificates('default'), ...own] });
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new UnusableIssuer('ca', path, `cannot be read: ${messageOf(cause)}`, { cause });
  }
}

function check(path: string, index: number, certificate: string): void {
  try {
    void new X509Certificate(certificate);
  } catch (cause) {
    throw new UnusableIssuer('ca', path, `holds a certificate that cannot be read: number ${index + 1}`, {
      cause,
    });
  }
}
