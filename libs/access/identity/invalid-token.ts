/** The token cannot be accepted; the message says why and holds nothing of the token. */
export class InvalidToken extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidToken';
  }
}

/** The issuer cannot be asked now, so nobody can say whether the token is valid. */
export class IdentityUnavailable extends Error {
  constructor(options?: ErrorOptions, message = 'the keys of the token issuer cannot be fetched now') {
    super(message, options);
    this.name = 'IdentityUnavailable';
  }
}
