import type { DevToken } from '#access/identity/dev-issuer.js';
import { calledOf, queryOf, type Entered } from './form.js';
import { html } from './html.js';
import { lifetimeWords } from './lifetimes.js';
import { documentOf } from './page.js';

/** Name of the page's script, beside the page. */
export const SCRIPT = 'login.js';

/**
 * The page with a token that was asked for. `api` is where the API answers, as whoever asked names it. The script adds
 * only what takes fewer hands: all can be copied without it.
 */
export function tokenPage(entered: Entered, { roles }: DevToken, token: string, api: string): string {
  const call = `curl -H 'authorization: Bearer ${token}' ${api}/v1/schemes`;
  const heading = `A token for ${calledOf(entered)}`;
  const titled = html`<dt>Title</dt>
    <dd>${entered.title}</dd>`;
  const content = html`<h1>${heading}</h1>
    <dl>
      ${entered.title === '' ? undefined : titled}
      <dt>Organisation</dt>
      <dd>${entered.organisation === '' ? 'none: acts for nobody else' : entered.organisation}</dd>
      <dt>Roles</dt>
      <dd>${roles.join(', ')}</dd>
      <dt>Counts for</dt>
      <dd>${lifetimeWords(entered.ttl)}</dd>
    </dl>
    <section>
      <label class="name" for="token">Token</label>
      <textarea id="token" rows="6" readonly="readonly" spellcheck="false">${token}</textarea>
      <button type="button" class="plain" data-copies="token" hidden="hidden">Copy the token</button>
    </section>
    <section>
      <label class="name" for="call">A call in a shell</label>
      <textarea id="call" rows="9" readonly="readonly" spellcheck="false">${call}</textarea>
      <button type="button" class="plain" data-copies="call" hidden="hidden">Copy the call</button>
    </section>
    <section>
      <h2>In the browser</h2>
      <button type="button" data-opens="../../docs" hidden="hidden">Open the API page with this token</button>
      <p>
        By hand: open the <a href="../../docs">API page</a>, press <strong>Authorize</strong> and put the
        token in.
      </p>
    </section>
    <p role="status"></p>
    <p><a href="login?${queryOf(entered)}">Change something</a> · <a href="login">Somebody else</a></p>`;
  return documentOf(heading, content, SCRIPT);
}
