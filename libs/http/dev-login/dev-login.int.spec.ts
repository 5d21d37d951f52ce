import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import { DevLoginKey } from '#access/identity/dev-login-key.js';
import { TokenVerifier } from '#access/identity/token-verifier.js';
import { ROLES } from '#access/roles.js';
import { SEEING } from '#access/rules.js';
import { createLogger } from '#hosting/logging.js';
import { projectFile } from '#hosting/project-file.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import type { Actor } from '#eventsourcing/event.js';
import { Describe } from '../describe.js';
import { CurrentActor } from '../identity.js';
import { startTestApp, type TestApp } from '../testing/test-app.js';
import { SCENARIOS, TOUR } from './cast.js';
import { pathOfLogin } from './dev-login.js';
import { PageRead } from './testing/page-read.js';

@Controller('v1/schemes')
class WhoController {
  @Get()
  @Describe({ summary: 'Who asks', action: SEEING['scheme.read'] })
  who(@CurrentActor() actor: Actor) {
    return actor;
  }
}

@Module({ controllers: [WhoController] })
class WhoModule {}

const FORM = 'application/x-www-form-urlencoded';
const CARL = [
  ['subject', 'carl'],
  ['name', 'Carl Carlsen'],
  ['title', 'rådgiver'],
  ['organisation', 'udir'],
  ['role', 'caseworker'],
  ['role', 'decision-maker'],
  ['ttl', '3600'],
] as const;

/** Fields as a browser sends them. */
function sent(fields: readonly (readonly [string, string])[]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of fields) parameters.append(name, value);
  return parameters.toString();
}

describe('the login page of the dev issuer', () => {
  const folder = temporaryFolder();
  const lines: string[] = [];
  let test: TestApp;
  let key: DevLoginKey;
  let path: string;
  beforeAll(async () => {
    const issuer = await DevIssuer.open(folder.path);
    key = await DevLoginKey.open(folder.path);
    path = pathOfLogin({ key });
    test = await startTestApp(WhoModule, {
      logger: createLogger('trace', { write: (line) => void lines.push(line) }),
      tokens: new TokenVerifier([issuer.trusted]),
      devLogin: { issuer, key },
    });
  });
  afterAll(async () => {
    await test.close();
    folder.remove();
  });

  const get = (url = path, headers: Record<string, string> = {}) =>
    test.app.inject({ method: 'GET', url, headers });
  const post = (fields: readonly (readonly [string, string])[], headers: Record<string, string> = {}) =>
    test.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': FORM, ...headers },
      payload: sent(fields),
    });
  const changed = (name: string, value: string) =>
    CARL.map(([field, before]) => [field, field === name ? value : before] as const);
  const tokenOn = (page: string) => new PageRead(page).byId('token').textContent!;
  const claimsOn = (page: string) => {
    const [, payload] = tokenOn(page).split('.');
    return JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, number>;
  };
  const whoIs = async (token: string) =>
    (await get('/v1/schemes', { authorization: `Bearer ${token}` })).json<object>();

  describe('that nobody without the key finds', () => {
    const same = ({ statusCode, headers, body }: Awaited<ReturnType<typeof get>>, url: string) => {
      const { date: _date, 'content-length': _length, 'x-correlation-id': id, ...told } = headers;
      return { statusCode, told, body: body.replaceAll(String(id), '').replaceAll(url, '') };
    };

    it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const)(
      'answers %s under another key as any path that is not there',
      async (method) => {
        const other = key.text.replaceAll(/./g, (letter) => (letter === 'A' ? 'B' : 'A'));
        const ask = async (url: string) => {
          const answer = same(await test.app.inject({ method, url }), url);
          // Over HTTP an answer to HEAD has none.
          return method === 'HEAD' ? { ...answer, body: '' } : answer;
        };
        const nowhere = await ask('/nowhere');
        expect(nowhere.statusCode).toBe(404);
        for (const url of [
          path.replace(key.text, other),
          path.replace(key.text, key.text.slice(0, -1)),
          `/dev/${other}/login.js`,
          '/dev//login',
          '/dev/login',
          `/dev/${key.text}`,
          '/dev/%00/login',
        ])
          expect({ url, answer: await ask(url) }).toEqual({ url, answer: nowhere });
      },
    );

    it('does not say that it would take another method', async () => {
      expect((await test.app.inject({ method: 'PUT', url: path })).statusCode).toBe(404);
    });

    it('issues nothing under another key, and reads nothing', async () => {
      const payload = sent(CARL);
      const url = path.replace(key.text, 'x'.repeat(43));
      const headers = { 'content-type': FORM };
      const answer = await test.app.inject({ method: 'POST', url, headers, payload });
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain('eyJ');
    });

    it('stands in no line of the log, and in no documentation', async () => {
      await get();
      await post(CARL);
      await post([]);
      expect(lines.length).toBeGreaterThan(3);
      expect(lines.join('')).not.toContain(key.text);
      expect(lines.join('')).not.toMatch(/carl|rådgiver/i);
      const { paths } = (await get('/docs/openapi.json')).json<{ paths: object }>();
      expect(Object.keys(paths).filter((each) => each.includes('dev'))).toEqual([]);
    });
  });

  it('is kept nowhere, framed nowhere, tells nobody where it is, and runs nothing inline', async () => {
    for (const answer of [await get(), await post(CARL), await post([])]) {
      const { headers, body } = answer;
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; script-src 'self'; /);
      for (const each of ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"])
        expect(policy).toContain(each);
      expect(policy).not.toContain('unsafe');
      const page = new PageRead(body);
      for (const script of page.named('script')) {
        expect(page.said(script)).toBe('');
        const source = new URL(script.getAttribute('src')!, `http://x${path}`).pathname;
        expect((await get(source)).headers).toMatchObject({
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': 'no-store',
        });
      }
      expect(page.having('style')).toEqual([]);
      expect(body).not.toMatch(/\son\w+=|javascript:/);
    }
  });

  it('gives its style the hash that lets it past', async () => {
    const { headers, body } = await get();
    const style = /<style>([^]*?)<\/style>/.exec(body)![1]!;
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${digest}';`);
  });

  it('can be used by whoever hears it: a language, a title, a name for every control', async () => {
    for (const { body } of [await get(), await post(changed('subject', '')), await post(CARL)]) {
      const page = new PageRead(body);
      expect(page.named('html')[0]!.getAttribute('lang')).toBe('en');
      expect(page.said(page.named('title')[0]!)).toMatch(/\S.* · Tilsagn$/);
      expect([page.named('main').length, page.named('h1').length]).toEqual([1, 1]);
      const ids = page.having('id').map((element) => element.getAttribute('id')!);
      expect(new Set(ids).size).toBe(ids.length);
      const labels = page
        .named('label')
        .map((label) => [label.getAttribute('for')!, page.said(label)] as const);
      expect(labels.every(([id, said]) => ids.includes(id) && said !== '')).toBe(true);
      const controls = page.named('input', 'select', 'textarea');
      const named = new Set(labels.map(([id]) => id));
      expect(controls.filter((control) => !named.has(control.getAttribute('id')!))).toEqual([]);
      for (const button of page.named('button', 'a', 'summary', 'legend'))
        expect(page.said(button)).not.toBe('');
      for (const element of page.having('aria-describedby')) expect(page.describedBy(element)).not.toBe('');
      const within = page.named('a').map((link) => link.getAttribute('href')!);
      for (const href of within.filter((each) => each.startsWith('#'))) expect(ids).toContain(href.slice(1));
    }
  });

  it('offers every role with what it does', async () => {
    const page = new PageRead((await get()).body);
    const boxes = page.having('name', 'role');
    expect(boxes.map((box) => box.getAttribute('value'))).toEqual([...ROLES]);
    for (const box of boxes) expect(page.describedBy(box).length).toBeGreaterThan(10);
    expect(boxes.some((box) => box.hasAttribute('checked'))).toBe(false);
  });

  it('fills in whom a link of its cast names, and gives out nothing for it', async () => {
    const page = new PageRead((await get()).body);
    const links = page.named('a').filter((link) => link.getAttribute('href')!.startsWith('?'));
    expect(links.map((link) => page.said(link))).toEqual(
      [...TOUR, ...SCENARIOS].map(({ name, subject }) => `${name} (${subject})`),
    );
    expect(page.said(page.named('main')[0]!)).toContain('Mona Moe (mona), scheme-manager of udir');
    const carl = links.find((link) => page.said(link) === 'Carl Carlsen (carl)')!;
    const filled = new PageRead((await get(path + carl.getAttribute('href'))).body);
    expect(
      ['subject', 'name', 'title', 'organisation'].map((id) => filled.byId(id).getAttribute('value')),
    ).toEqual(['carl', 'Carl Carlsen', 'rådgiver', 'udir']);
    const checked = filled.having('checked').map((box) => box.getAttribute('value'));
    expect(checked).toEqual(['caseworker', 'decision-maker']);
    expect(filled.having('id', 'token')).toEqual([]);
  });

  it('tells the title of officials, and none of one who applies', async () => {
    expect([...TOUR, ...SCENARIOS].filter(({ title }) => title === undefined)).toEqual(
      TOUR.filter(({ roles }) => roles.includes('applicant')),
    );
    const page = new PageRead((await get()).body);
    const anna = page.named('a').find((link) => page.said(link) === 'Anna Aas (anna)')!;
    const filled = new PageRead((await get(path + anna.getAttribute('href'))).body);
    expect(filled.byId('name').getAttribute('value')).toBe('Anna Aas');
    expect(filled.byId('title').getAttribute('value')).toBe('');
  });

  it('gives a token for the person, the organisation and the roles that were chosen', async () => {
    const { statusCode, body } = await post(CARL);
    expect(statusCode).toBe(200);
    expect(await whoIs(tokenOn(body))).toEqual({
      subject: 'carl',
      organisation: 'udir',
      roles: ['caseworker', 'decision-maker'],
    });
    const { iat, exp } = claimsOn(body);
    expect(exp! - iat!).toBe(3600);
  });

  it('gives one that tells what the person is called, and says so', async () => {
    const { body } = await post(CARL);
    expect(claimsOn(body)).toMatchObject({ name: 'Carl Carlsen', title: 'rådgiver' });
    const page = new PageRead(body);
    expect(page.said(page.named('h1')[0]!)).toBe('A token for Carl Carlsen (carl)');
    expect(
      page
        .named('dt', 'dd')
        .map((each) => page.said(each))
        .slice(0, 2),
    ).toEqual(['Title', 'rådgiver']);
    const nameless = (await post(CARL.filter(([field]) => field !== 'name' && field !== 'title'))).body;
    expect(Object.keys(claimsOn(nameless))).not.toContain('name');
    expect(Object.keys(claimsOn(nameless))).not.toContain('title');
    expect(nameless).not.toContain('>Title<');
  });

  it('gives one to a person who acts for no organisation, with a role that was sent twice, for twelve hours', async () => {
    const { body } = await post([
      ['subject', 'auth0|5f7/+='],
      ['role', 'applicant'],
      ['role', 'applicant'],
    ]);
    expect(await whoIs(tokenOn(body))).toEqual({ subject: 'auth0|5f7/+=', roles: ['applicant'] });
    expect(body).toContain('twelve hours');
  });

  it('shows a call that a shell carries out as it is, to where the page was asked for', async () => {
    const { body } = await post(CARL, { host: 'tilsagn.localhost:8080' });
    const page = new PageRead(body);
    expect(page.byId('call').textContent).toBe(
      `curl -H 'authorization: Bearer ${tokenOn(body)}' http://tilsagn.localhost:8080/v1/schemes`,
    );
  });

  it('puts nothing into that call that is no host', async () => {
    await test.app.listen(0, '127.0.0.1');
    for (const host of ['$(id)', 'x;id', "x'y", 'x y', '`id`'])
      expect(new PageRead((await post(CARL, { host })).body).byId('call').textContent).toMatch(
        / http:\/\/127\.0\.0\.1:\d+\/v1\/schemes$/,
      );
  });

  it.each([
    ['subject', '', 'must not be empty'],
    ['subject', ' \u200B', 'must not be empty'],
    ['subject', 'process:instalments', 'begins with "process:"'],
    ['subject', 's'.repeat(201), 'too long'],
    ['name', ' ', 'must show something, or be left out'],
    ['name', 'n'.repeat(201), 'too long'],
    ['title', 'råd\ngiver', 'not on one line'],
    ['title', 'r\u202Ed', 'not on one line'],
    ['organisation', 'subject:bob', 'begins with "subject:"'],
    ['organisation', 'one\nanother', 'not on one line'],
    ['role', 'king', '"king" is no role; the roles are applicant'],
    ['ttl', '0', 'a whole number, at least 1'],
    ['ttl', '1e3', 'a whole number, at least 1'],
    ['ttl', '', 'a whole number, at least 1'],
  ])('says at the field %s that %j cannot be, and issues nothing', async (field, value, why) => {
    const { statusCode, body } = await post(changed(field, value));
    expect(statusCode).toBe(422);
    const page = new PageRead(body);
    expect(page.having('id', 'token')).toEqual([]);
    expect(page.said(page.named('title')[0]!)).toMatch(/^Error: /);
    const control = field === 'role' ? page.named('fieldset')[0]! : page.byId(field);
    expect(page.describedBy(control)).toMatch(/^Error: It|^Error: "king"/);
    expect(page.describedBy(control)).toContain(why);
    // What is wrong is told first, where the focus is, and leads to the field.
    const summary = page.having('autofocus')[0]!;
    expect(page.said(summary)).toContain(why);
    // A group of boxes cannot be invalid, says WAI-ARIA; a field is.
    expect(page.having('aria-invalid', 'true')).toEqual(field === 'role' ? [] : [control]);
  });

  it('tells all that is wrong at once, and keeps what was entered', async () => {
    const { body } = await post([
      ['subject', '"><script>alert(1)</script>\u202E'],
      ['name', '"><img src=x>\u202E'],
      ['title', '\u200B'],
      ['organisation', 'Subject:x'],
      ['ttl', 'soon'],
    ]);
    const page = new PageRead(body);
    const links = page.named('a').filter((link) => link.getAttribute('href')!.startsWith('#'));
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '#subject',
      '#name',
      '#title',
      '#organisation',
      '#role-applicant',
      '#ttl',
    ]);
    expect(page.byId('subject').getAttribute('value')).toBe('"><script>alert(1)</script>\u202E');
    expect(page.byId('name').getAttribute('value')).toBe('"><img src=x>\u202E');
    expect(page.named('script', 'img')).toEqual([]);
    expect(page.byId('organisation').getAttribute('value')).toBe('Subject:x');
  });

  it('shows a person as text, whatever they are called', async () => {
    const text = '</textarea><img src=x>&amp;';
    for (const field of ['subject', 'name', 'title']) {
      const page = new PageRead((await post(changed(field, text))).body);
      expect(page.said(page.named('main')[0]!)).toContain(text);
      expect(page.named('img')).toEqual([]);
    }
  });

  it('takes a form and nothing else, of a size that forms have', async () => {
    const json = await test.app.inject({ method: 'POST', url: path, payload: { subject: 'carl' } });
    expect(json.statusCode).toBe(415);
    const text = await test.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'text/plain' },
      payload: 'subject=carl',
    });
    expect([text.statusCode, text.headers['content-type']]).toEqual([
      415,
      expect.stringContaining('problem+json'),
    ]);
    expect((await post(changed('subject', 's'.repeat(20_000)))).statusCode).toBe(413);
    expect((await test.app.inject({ method: 'POST', url: path })).statusCode).toBe(422);
  });

  it('leaves every other route without forms', async () => {
    const answer = await test.app.inject({
      method: 'POST',
      url: '/v1/schemes',
      headers: { 'content-type': FORM },
      payload: 'a=b',
    });
    expect([404, 405, 415]).toContain(answer.statusCode);
  });

  it('leaves its token where the API page takes it from', async () => {
    const [, name] = /setItem\('([^']+)'/.exec((await get(path.replace(/login$/, 'login.js'))).body)!;
    const there = await get('/docs/swagger-ui-init.js');
    expect(there.body).toContain(`getItem('${name}')`);
    expect(there.body).toContain('preauthorizeApiKey');
  });

  it('is not there where there is no dev issuer, nor is what takes its tokens', async () => {
    const without = await startTestApp(WhoModule);
    for (const method of ['GET', 'POST'] as const)
      expect((await without.app.inject({ method, url: path })).statusCode).toBe(404);
    const { body } = await without.app.inject({ url: '/docs/swagger-ui-init.js' });
    expect(body).not.toContain('sessionStorage');
    await without.close();
  });

  it('offers those of the README’s tour', () => {
    const tour = readFileSync(projectFile('README.md'), 'utf8').matchAll(
      /^\w+=\$\(token (\S+) (\S+) (\S+)\)$/gm,
    );
    expect(TOUR.map(({ subject, roles, organisation }) => ({ subject, roles, organisation }))).toEqual(
      [...tour].map(([, subject, roles, organisation]) => ({
        subject,
        roles: roles!.split(','),
        organisation,
      })),
    );
  });
});
