import { createHash, randomBytes } from 'node:crypto';
import { Browser } from './browser.js';
import type { Account } from './accounts.js';
import type { Ask } from './https.js';

/** What a provider answers where a token was asked for. */
export interface Tokens {
  readonly access_token: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
}

/** A client as it is registered at the provider: a public one has no secret. */
export interface RegisteredClient {
  readonly id: string;
  readonly secret?: string;
  readonly redirectUri?: string;
  /** What it asks for. */
  readonly scope?: string;
}

/** Who signs in, as the login page asks for it. */
export type Credentials = Pick<Account, 'login' | 'password'>;

/** What the fields of a login page are called. */
export interface LoginFields {
  readonly login: string;
  readonly password: string;
}

/** A sign-in that was begun: where the person is sent, and what is kept until they come back. */
export interface Begun {
  readonly url: URL;
  readonly state: string;
  readonly verifier: string;
}

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** A client of the provider: signs people in by the code flow with PKCE, or asks for a token of its own. */
export class RelyingParty {
  private constructor(
    private readonly client: RegisteredClient,
    private readonly issuer: string,
    private readonly ask: Ask,
    private readonly endpoints: Endpoints,
    private readonly fields: LoginFields,
  ) {}

  /** Finds the provider's endpoints by discovery. */
  static async at(
    issuer: string,
    ask: Ask,
    client: RegisteredClient,
    fields: LoginFields = { login: 'login', password: 'password' },
  ): Promise<RelyingParty> {
    const { body } = await ask(new URL(`${issuer}/.well-known/openid-configuration`));
    return new RelyingParty(client, issuer, ask, JSON.parse(body) as Endpoints, fields);
  }

  /** A person signs in, in a browser of their own; without a resource the token is for nobody in particular. */
  async signIn(account: Credentials, resource?: string): Promise<Tokens> {
    const begun = this.begin(resource);
    return this.finish(begun, await this.arrival(begun, account), resource);
  }

  /** Where somebody who fills in the login page comes to. */
  async arrival({ url }: Begun, { login, password }: Credentials): Promise<URL> {
    const browser = new Browser(this.ask, this.issuer);
    const page = await browser.open(url);
    if (page.kind !== 'page') throw new Error(`there was no login page, but ${page.url.href}`);
    return (await browser.submit(page, { [this.fields.login]: login, [this.fields.password]: password })).url;
  }

  begin(resource?: string): Begun {
    const state = random();
    const verifier = random();
    const url = new URL(this.endpoints.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: this.client.id,
      redirect_uri: this.client.redirectUri!,
      response_type: 'code',
      scope: this.client.scope ?? 'openid cases',
      state,
      nonce: random(),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...(resource === undefined ? {} : { resource }),
    }).toString();
    return { url, state, verifier };
  }

  /** What the redirect URI does with whom it is sent. @throws Error where it is not the sign-in that was begun */
  async finish({ state, verifier }: Begun, arrived: URL, resource?: string): Promise<Tokens> {
    const said = Object.fromEntries(arrived.searchParams);
    if (!arrived.href.startsWith(this.client.redirectUri!))
      throw new Error(`the person came to ${arrived.pathname}, and not to the redirect URI`);
    if (said['state'] !== state) throw new Error('the state is not that of the sign-in that was begun');
    if (said['iss'] !== this.issuer) throw new Error('the answer is of another issuer');
    if (said['code'] === undefined) throw new Error(`${said['error']}: ${said['error_description']}`);
    return this.tokens({
      grant_type: 'authorization_code',
      code: said['code'],
      redirect_uri: this.client.redirectUri!,
      code_verifier: verifier,
      ...(resource === undefined ? {} : { resource }),
    });
  }

  refresh(refreshToken: string, resource: string): Promise<Tokens> {
    return this.tokens({ grant_type: 'refresh_token', refresh_token: refreshToken, resource });
  }

  /** A token of the client itself: nobody signs in. */
  ownToken(resource?: string): Promise<Tokens> {
    const scope = this.client.scope ?? 'cases';
    const form = { grant_type: 'client_credentials', scope };
    return this.tokens(resource === undefined ? form : { ...form, resource });
  }

  /** A token for this client in exchange for one that another holds (RFC 8693). */
  exchange(accessToken: string): Promise<Tokens> {
    return this.tokens({
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: accessToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    });
  }

  private async tokens(form: Readonly<Record<string, string>>): Promise<Tokens> {
    const { id, secret } = this.client;
    const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const { status, body } = await this.ask(
      new URL(this.endpoints.token_endpoint),
      secret === undefined ? { form: { ...form, client_id: id } } : { headers: { authorization }, form },
    );
    const answer = JSON.parse(body) as Tokens & {
      readonly error?: string;
      readonly error_description?: string;
    };
    if (status !== 200) throw new Error(`${answer.error}: ${answer.error_description}`);
    return answer;
  }
}

function random(): string {
  return randomBytes(32).toString('base64url');
}
