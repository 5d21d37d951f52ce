// Signs a person in at an OpenID provider, by the code flow with PKCE, and prints their access token:
// node infra/sign-in.mjs ISSUER CLIENT [SCOPE]
// The client must be public, with http://127.0.0.1/signed-in (on any port) among its redirect addresses.
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const [issuer, client, scope = 'openid'] = process.argv.slice(2);
if (client === undefined) fail('say who signs people in, and for whom: node infra/sign-in.mjs ISSUER CLIENT');

const random = () => randomBytes(32).toString('base64url');
const verifier = random();
const state = random();

const provider = await answerOf(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const redirect = `http://127.0.0.1:${server.address().port}/signed-in`;

const login = new URL(provider.authorization_endpoint);
login.search = new URLSearchParams({
  response_type: 'code',
  client_id: client,
  redirect_uri: redirect,
  scope,
  state,
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}).toString();
process.stderr.write(`Sign in at ${login.href}\n`);

const said = await comesBack();
if (said.get('state') !== state) fail('the answer belongs to another login');
const code = said.get('code');
if (code === null) fail(`nobody signed in: ${said.get('error_description') ?? said.get('error')}`);
const form = { grant_type: 'authorization_code', code, redirect_uri: redirect, client_id: client };
const body = new URLSearchParams({ ...form, code_verifier: verifier });
const { access_token: token } = await answerOf(provider.token_endpoint, { method: 'POST', body });
process.stdout.write(`${token}\n`);

/** What the browser brings back; anything else that it asks for is not here. */
async function comesBack() {
  for await (const [request, response] of requests()) {
    const { pathname, searchParams } = new URL(request.url, redirect);
    const here = pathname === '/signed-in';
    const headers = { 'content-type': 'text/plain', connection: 'close' };
    response.writeHead(here ? 200 : 404, headers).end(here ? 'The shell has the answer.\n' : 'Not here.\n');
    if (!here) continue;
    server.close();
    return searchParams;
  }
}

async function* requests() {
  for (;;) yield await once(server, 'request');
}

async function answerOf(url, request) {
  const answer = await fetch(url, request).catch((error) =>
    fail(`${url}: ${error.cause?.message ?? error.message}`),
  );
  const text = await answer.text();
  if (!answer.ok) fail(`${url} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

function fail(reason) {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
