import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ROLES } from '#access/roles.js';
import { projectFile } from '#hosting/project-file.js';

interface Realm {
  readonly roles: { readonly realm: readonly { readonly name: string; readonly composite?: boolean }[] };
  readonly clients: readonly {
    readonly clientId: string;
    readonly secret?: string;
    readonly redirectUris: readonly string[];
    readonly directAccessGrantsEnabled: boolean;
  }[];
  readonly users: readonly { readonly serviceAccountClientId?: string; readonly credentials?: unknown }[];
  readonly components: Readonly<Record<string, readonly { readonly config: Record<string, [string]> }[]>>;
}

interface Profile {
  readonly attributes: readonly {
    readonly name: string;
    readonly permissions: { readonly edit: string[] };
  }[];
}

const text = readFileSync(projectFile('infra/keycloak/realm.json'), 'utf8');
const realm = JSON.parse(text) as Realm;

describe('the realm for Keycloak', () => {
  it('has each role that a token may carry, and no other for people', () => {
    expect(realm.roles.realm.filter(({ composite }) => !composite).map(({ name }) => name)).toEqual(ROLES);
  });

  it('holds no person, no password and no secret', () => {
    expect(realm.users.map(({ serviceAccountClientId }) => serviceAccountClientId)).toEqual(['finance']);
    expect(
      [...realm.users, ...realm.clients].filter((each) => 'credentials' in each || 'secret' in each),
    ).toEqual([]);
  });

  it('sends those who sign in nowhere but to their own machine, or to Keycloak itself', () => {
    expect(realm.clients.flatMap(({ redirectUris }) => redirectUris)).toEqual([
      'http://127.0.0.1/signed-in',
      '/realms/tilsagn/account/*',
      '/realms/tilsagn/account/*',
    ]);
  });

  it('gives no client a token for a password it was told', () => {
    expect(realm.clients.filter(({ directAccessGrantsEnabled }) => directAccessGrantsEnabled)).toEqual([]);
  });

  it('leaves who people are and for whom they act to administrators', () => {
    const [provider] = realm.components['org.keycloak.userprofile.UserProfileProvider']!;
    const { attributes } = JSON.parse(provider!.config['kc.user.profile.config']![0]) as Profile;
    expect(attributes.filter(({ permissions }) => permissions.edit.join() !== 'admin')).toEqual([]);
    expect(attributes.map(({ name }) => name)).toEqual(expect.arrayContaining(['organisation', 'title']));
  });
});
