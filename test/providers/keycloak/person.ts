import { randomUUID } from 'node:crypto';
import { KeptRunning } from '#test/support/kept-running.js';
import { type Block, NO_REFUSAL, shownAs } from '#test/support/page-blocks.js';
import { Shell, type Variables } from '#test/support/shell.js';
import { Browser } from '../oidc/browser.js';
import type { Keycloak } from './keycloak.js';

const SERVER = 'http://127.0.0.1:3000';

/** Somebody who follows the pages: with a shell, another one for the server, and a browser. */
export class PersonAtKeycloak {
  private readonly shell: Shell;
  private readonly own: Variables;
  private server: KeptRunning | undefined;
  private said = '';
  private sentTo: (login: URL) => void = () => {};
  /** Where the pages say that something is, and where it is in this test. */
  private readonly places: Map<string, string>;

  constructor(private readonly keycloak: Keycloak) {
    this.own = { ...keycloak.home, TILSAGN_PORT: '0' };
    this.places = new Map([
      ['https://127.0.0.1:8443', keycloak.url],
      ['http://127.0.0.1:8080', keycloak.adminUrl],
    ]);
    this.shell = new Shell(this.own, (text) => this.hear(text));
  }

  /** Does what blocks of a page say, in their order. @throws Error where one fails, or prints what the page does not show */
  async follow(blocks: readonly Block[]): Promise<void> {
    for (const { commands, prints } of blocks) {
      const here = this.placed(commands);
      if (commands.includes('npm start')) await this.serve(here);
      else if (commands.includes('sign-in.mjs')) await Promise.all([this.signIn(), this.run(here, prints)]);
      else await this.run(here, prints);
    }
  }

  async end(): Promise<void> {
    await this.shell.close();
    await this.server?.end();
  }

  private placed(commands: string): string {
    let here = commands;
    for (const [shown, place] of this.places) here = here.replaceAll(shown, place);
    return here;
  }

  private hear(text: string): void {
    this.said += text;
    const [, login] = /^Sign in at (\S+)\n/m.exec(this.said) ?? [];
    if (login !== undefined) this.sentTo(new URL(login));
  }

  private async run(commands: string, prints: RegExp): Promise<void> {
    const before = this.said.length;
    const printed = await this.shell.run(
      `trap 'failed=yes' ERR; failed=\n${commands}\ntrap - ERR; printf '\\n%s' "$failed"`,
    );
    const end = printed.lastIndexOf('\n');
    const shown = shownAs(printed.slice(0, end));
    if (printed.slice(end + 1) !== '' || !prints.test(shown))
      throw new Error(`not as the page says:\n${commands}\n${shown}\n${this.said.slice(before)}`);
    if (prints === NO_REFUSAL && shown !== '') throw new Error(`the page does not show:\n${shown}`);
  }

  private async serve(commands: string): Promise<void> {
    this.server = KeptRunning.start(commands, this.own);
    const [, url] = await this.server.untilSays(/^ready (\S+)\n/m);
    this.places.set(SERVER, url!);
  }

  /** Carl's browser: it gives the password for the first login and the one he chooses, and goes where it is sent. */
  private async signIn(): Promise<void> {
    const login = await new Promise<URL>((resolve) => (this.sentTo = resolve));
    const browser = new Browser(this.keycloak.ask, this.keycloak.url);
    const page = await browser.open(login);
    if (page.kind !== 'page') throw new Error(`there was no login page, but ${page.url.href}`);
    const next = await browser.submit(page, { username: 'carl', password: 'for the first login' });
    if (next.kind !== 'page') throw new Error('no other password was asked for');
    const chosen = randomUUID();
    const back = await browser.submit(next, { 'password-new': chosen, 'password-confirm': chosen });
    if (back.kind !== 'left') throw new Error(`he was not sent back:\n${back.page.body}`);
    await fetch(back.url);
  }
}
