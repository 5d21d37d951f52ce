import { readFileSync } from 'node:fs';
import { projectFile } from '#hosting/project-file.js';
import type { Keycloak } from './keycloak.js';

/** Somebody who signs in at Keycloak. */
export interface KeycloakPerson {
  readonly username: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly string[];
  readonly attributes: { readonly organisation: readonly string[]; readonly title: readonly string[] };
}

type Representation = Readonly<Record<string, unknown>> & { readonly id: string };

/** The administrator that the README makes. */
const ADMINISTRATOR = { username: 'admin', password: 'only-for-trying' };
/** Tokens of an administrator count for a minute. */
const COUNTS_MS = 30_000;

/** A realm of Keycloak, made of the file that ships, and changed as its administrators change one. */
export class KeycloakRealm {
  private token: { readonly text: string; readonly until: number } | undefined;

  private constructor(
    private readonly keycloak: Keycloak,
    readonly name: string,
  ) {}

  /** Makes a realm of the file that ships, under another name. */
  static async import(keycloak: Keycloak, name: string): Promise<KeycloakRealm> {
    const realm = new KeycloakRealm(keycloak, name);
    const text = readFileSync(projectFile('infra/keycloak/realm.json'), 'utf8');
    const file = JSON.parse(text.replaceAll('/realms/tilsagn/', `/realms/${name}/`)) as object;
    await realm.send('POST', '', { ...file, realm: name });
    return realm;
  }

  get issuer(): string {
    return `${this.keycloak.url}/realms/${this.name}`;
  }

  /** @returns the person's id, which is their `sub` */
  async add({ password, roles, ...person }: KeycloakPerson): Promise<string> {
    const credentials = [{ type: 'password', value: password, temporary: false }];
    await this.send('POST', `/${this.name}/users`, { ...person, enabled: true, credentials });
    const { id } = await this.user(person.username);
    await this.give(id, roles);
    return id;
  }

  /** Gives somebody roles of the realm, by their id. */
  async give(id: string, roles: readonly string[]): Promise<void> {
    const representations = await Promise.all(roles.map((role) => this.get(`roles/${role}`)));
    await this.create(`users/${id}/role-mappings/realm`, representations);
  }

  async user(username: string): Promise<Representation> {
    return this.only(`users?exact=true&username=${username}`);
  }

  client(clientId: string): Promise<Representation> {
    return this.only(`clients?clientId=${clientId}`);
  }

  /** Changes members of what stands at a path. */
  async change(path: string, members: object): Promise<void> {
    await this.send('PUT', `/${this.name}/${path}`, { ...(await this.get<object>(path)), ...members });
  }

  async create(path: string, what: object): Promise<void> {
    await this.send('POST', `/${this.name}/${path}`, what);
  }

  /** What stands at a path of the realm. */
  async get<Found = Representation>(path: string): Promise<Found> {
    return (await (await this.send('GET', `/${this.name}/${path}`)).json()) as Found;
  }

  private async only(path: string): Promise<Representation> {
    const found = await this.get<readonly Representation[]>(path);
    if (found.length !== 1) throw new Error(`${found.length} found at ${path}`);
    return found[0]!;
  }

  private async send(method: string, path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.keycloak.adminUrl}/admin/realms${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.administrator()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  private async administrator(): Promise<string> {
    if (this.token === undefined || this.token.until < Date.now()) {
      const form = { grant_type: 'password', client_id: 'admin-cli', ...ADMINISTRATOR };
      const answer = await fetch(`${this.keycloak.adminUrl}/realms/master/protocol/openid-connect/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
      });
      const { access_token: text } = (await answer.json()) as { access_token: string };
      this.token = { text, until: Date.now() + COUNTS_MS };
    }
    return this.token.text;
  }
}
