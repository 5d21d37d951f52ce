import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { DevIssuer } from '#access/identity/dev-issuer.js';
import type { DevLoginKey } from '#access/identity/dev-login-key.js';
import { UNLISTED } from '../known-routes.js';
import { formPage } from './form-page.js';
import { enteredBy, faultsOf, tokenOf } from './form.js';
import { STYLE_SOURCE } from './style.js';
import { SCRIPT, tokenPage } from './token-page.js';

/** Whose tokens the login page gives out, and what must be known to reach it. */
export interface DevLogin {
  readonly issuer: DevIssuer;
  readonly key: DevLoginKey;
}

type Keyed = FastifyRequest<{ Params: { key: string } }>;

const PAGE = '/dev/:key/login';
/** More than the longest texts that are accepted, each byte escaped. */
const BODY_LIMIT = 16 * 1024;
const FORM = 'application/x-www-form-urlencoded';
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    `default-src 'none'; style-src ${STYLE_SOURCE}; script-src 'self'; form-action 'self'; base-uri 'none'; ` +
    "frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
/** What a Host header may be to be shown as part of a command for a shell. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Path of the login page. */
export function pathOfLogin({ key }: Pick<DevLogin, 'key'>): string {
  return PAGE.replace(':key', key.text);
}

/**
 * Serves a page on which whoever knows the key becomes anybody. The key is all that protects it, so under another one
 * there is nothing, as under any path that is not there.
 */
export function addDevLogin(fastify: FastifyInstance, { issuer, key }: DevLogin): void {
  const script = readFileSync(new URL('./login.browser.js', import.meta.url), 'utf8');
  void fastify.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<string>(
      FORM,
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, parsed) => parsed(null, new URLSearchParams(body)),
    );
    scope.addHook('onRequest', (request, reply, next) => {
      if (key.is((request as Keyed).params.key)) next();
      else reply.callNotFound();
    });
    scope.get(PAGE, UNLISTED, (request, reply) => {
      const [, query = ''] = request.url.split('?', 2);
      return answer(reply, 200, formPage(enteredBy(new URLSearchParams(query))));
    });
    scope.post(PAGE, UNLISTED, async (request, reply) => {
      const entered = enteredBy(
        request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
      );
      const faults = faultsOf(entered);
      if (Object.keys(faults).length > 0) return answer(reply, 422, formPage(entered, faults));
      const asked = tokenOf(entered);
      return answer(reply, 200, tokenPage(entered, asked, await issuer.issue(asked), originOf(request)));
    });
    scope.get(PAGE.replace('login', SCRIPT), UNLISTED, (_request, reply) =>
      reply.header('content-type', 'text/javascript; charset=utf-8').send(script),
    );
    done();
  });
}

function answer(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).headers(HEADERS).send(page);
}

/** Where the API answers, as the browser calls it; what a header says goes into no command unless it is a host. */
function originOf({ host, protocol, server }: FastifyRequest): string {
  if (HOST.test(host)) return `${protocol}://${host}`;
  const { port } = server.server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
