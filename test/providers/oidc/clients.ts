import { randomUUID } from 'node:crypto';
import type { ClientMetadata } from 'oidc-provider';

/** A client as it was registered, with what it proves itself by. */
export interface Client {
  readonly id: string;
  readonly secret: string;
  /** None where no person signs in. */
  readonly redirectUri?: string;
  readonly pairwise?: true;
}

const signsIn = (id: string): Client => ({
  id,
  secret: randomUUID(),
  redirectUri: `https://${id}.example/callback`,
});

/** The clients of the provider. */
export const CLIENTS = {
  portal: signsIn('portal'),
  /** Signs people in and then acts for them: their tokens say so (`act`). */
  assistant: signsIn('assistant'),
  /** Two for which the same person is called otherwise. */
  drafting: { ...signsIn('drafting'), pairwise: true },
  deciding: { ...signsIn('deciding'), pairwise: true },
  /** Of the same provider, and nothing to Tilsagn. */
  canteen: signsIn('canteen'),
  financeSystem: { id: 'finance-system', secret: randomUUID() },
} as const satisfies Readonly<Record<string, Client>>;

/** Those whose tokens count at Tilsagn. */
export const LISTED = Object.values(CLIENTS).filter(({ id }) => id !== CLIENTS.canteen.id);

/** As the provider has a client in its register. */
export function registered({ id, secret, redirectUri, pairwise }: Client): ClientMetadata {
  const common = { client_id: id, client_secret: secret };
  if (redirectUri === undefined)
    return { ...common, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] };
  return {
    ...common,
    grant_types: ['authorization_code', 'refresh_token'],
    redirect_uris: [redirectUri],
    response_types: ['code'],
    subject_type: pairwise ? 'pairwise' : 'public',
  };
}
