import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Provider } from 'oidc-provider';
import type { Account } from './accounts.js';

/** Where the provider sends those who are to sign in; the rest of the path is the interaction's id. */
export const LOGIN_PATH = '/login/';

/** Shows the login page of an interaction, or takes what was filled in: a wrong password shows it again. */
export async function loginPage(
  provider: Provider,
  accounts: readonly Account[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') return show(response, 200, interaction.uid);
  const filledIn = new URLSearchParams(await text(request));
  const account = accounts.find(({ login }) => login === filledIn.get('login'));
  if (account === undefined || account.password !== filledIn.get('password'))
    return show(response, 401, interaction.uid);
  // The directorate's own clients: nobody is asked whether they may know who signs in.
  const grant = new provider.Grant({
    accountId: account.id,
    clientId: interaction.params['client_id'] as string,
  });
  grant.addOIDCScope('openid');
  const resource = interaction.params['resource'];
  if (typeof resource === 'string') grant.addResourceScope(resource, 'cases');
  const result = { login: { accountId: account.id }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result);
}

function show(response: ServerResponse, status: number, uid: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(
      `<!doctype html><title>Sign in</title><form method="post" action="${LOGIN_PATH}${uid}">` +
        '<input name="login"><input name="password" type="password"><button>Sign in</button></form>',
    );
}
