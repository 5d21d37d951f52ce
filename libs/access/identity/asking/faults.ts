/** Something about an issuer cannot be had now: its keys, or its word on a token. */
export class IssuerFault extends Error {
  constructor(
    /** The URL or path it is about, without credentials or query. */
    readonly what: string,
    /** What is wrong with it, as the end of a sentence about it: `answered 500`. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${what} ${reason}`, options);
    this.name = 'IssuerFault';
  }
}

/** Which part of an issuer's configuration. */
export type IssuerSetting = 'issuer' | 'url' | 'path' | 'ca' | 'introspection' | 'clientSecretFile';

/** An issuer cannot be used as it is configured: waiting does not mend it. */
export class UnusableIssuer extends IssuerFault {
  constructor(
    readonly setting: IssuerSetting,
    what: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(what, reason, options);
    this.name = 'UnusableIssuer';
  }
}
