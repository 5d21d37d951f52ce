import { KeyObject, webcrypto } from 'node:crypto';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const ALWAYS = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2120-01-01T00:00:00Z') };

/** An authority nobody knows, and a server on this machine that it vouches for; all in PEM. */
export interface TestAuthority {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** A new authority with a server of its own at 127.0.0.1. */
export async function testAuthority(): Promise<TestAuthority> {
  const x509 = await library();
  const own = await keyPair();
  const server = await keyPair();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...ALWAYS,
    serialNumber: '01',
    name: 'CN=Agency CA',
    keys: own,
    signingAlgorithm: ALGORITHM,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const cert = await x509.X509CertificateGenerator.create({
    ...ALWAYS,
    serialNumber: '02',
    subject: 'CN=127.0.0.1',
    issuer: ca.subject,
    publicKey: server.publicKey,
    signingKey: own.privateKey,
    signingAlgorithm: ALGORITHM,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  return {
    ca: ca.toString('pem'),
    cert: cert.toString('pem'),
    key: KeyObject.from(server.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** What it is made of wants the reflection of types to be there when it is loaded. */
async function library() {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}

function keyPair() {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}
