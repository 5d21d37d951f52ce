import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import chromium from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium as driver, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startSystem, type System } from '#test/support/system.js';

/** The browser that comes with the packages is for this platform alone. */
const suite = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const NARROW = { width: 320, height: 640 };
const PATIENCE_MS = 120_000;

suite('the login page, in a browser', () => {
  let system: System;
  let browser: Browser;
  let login: string;
  beforeAll(async () => {
    system = await startSystem();
    login = system.url + system.standalone.loginPath!;
    browser = await driver.launch({
      executablePath: await chromium.executablePath(),
      // Its sandbox refuses to run as root, which is who runs tests in containers.
      chromiumSandbox: false,
      args: ['--disable-gpu'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await system.stop();
    system.remove();
  });

  /** Works in a window of its own, and answers what the browser complained of meanwhile. */
  async function inWindow(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<void>,
  ): Promise<string[]> {
    const context = await browser.newContext(options);
    // A machine that has much else to do is slow; nothing here waits for time to pass.
    context.setDefaultTimeout(PATIENCE_MS);
    const complaints: string[] = [];
    try {
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (/content security policy|refused to/i.test(message.text())) complaints.push(message.text());
      });
      await work(page);
      return complaints;
    } finally {
      await context.close();
    }
  }

  /** What of the page does not hold to WCAG 2.2 AA, as far as a program can tell, or is wider than the window. */
  async function faultsOf(page: Page): Promise<unknown[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>(
      `axe.run(document, { runOnly: ${JSON.stringify(WCAG)} })`,
    );
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    return [
      ...violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      ...(wide > 0 ? [`${wide} pixels wider than the window`] : []),
    ];
  }

  const ask = (page: Page) => page.getByRole('button', { name: 'Get a token' }).press('Enter');

  it.each(['light', 'dark'] as const)(
    'can be read and used on 320 pixels, %s, by keyboard alone',
    async (colorScheme) => {
      const faults: unknown[] = [];
      const complaints = await inWindow({ colorScheme, viewport: NARROW }, async (page) => {
        await page.goto(login);
        await page.getByText('Those of the demo').press('Enter');
        faults.push(...(await faultsOf(page)));
        await ask(page);
        await page.waitForURL((url) => url.search === '');
        await expect(page.title()).resolves.toMatch(/^Error: /);
        await expect(page.evaluate('document.activeElement.className')).resolves.toBe('faults');
        faults.push(...(await faultsOf(page)));
        await page.getByRole('link', { name: 'Carl Carlsen (carl)', exact: true }).press('Enter');
        await page.waitForURL(/subject=carl/);
        await ask(page);
        await page.getByRole('heading', { name: 'A token for Carl Carlsen (carl)' }).waitFor();
        faults.push(...(await faultsOf(page)));
      });
      expect({ faults, complaints }).toEqual({ faults: [], complaints: [] });
    },
  );

  it('opens the API page with its token, in that tab alone', async () => {
    const complaints = await inWindow({}, async (page) => {
      await page.goto(`${login}?subject=carl&organisation=udir&role=caseworker`);
      await ask(page);
      const token = await page.getByLabel('Token').inputValue();
      await page.getByRole('button', { name: 'Open the API page' }).click();
      await page.locator('.btn.authorize.locked').waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/docs');
      // The page shows of a long list what is on the screen, so this is one that stands at its beginning.
      const me = page.locator('.opblock-get', { hasText: 'Who you are, and for whom you can act' });
      await me.locator('.opblock-summary-control').click();
      await me.locator('.try-out__btn').click();
      const answered = page.waitForResponse((response) => response.url().endsWith('/v1/me'));
      await me.locator('.execute').click();
      const response = await answered;
      expect([response.status(), await response.request().headerValue('authorization')]).toEqual([
        200,
        `Bearer ${token}`,
      ]);
      const other = await page.context().newPage();
      await other.goto(`${system.url}/docs`);
      await other.locator('.btn.authorize.unlocked').waitFor();
    });
    expect(complaints).toEqual([]);
  });

  it('works without scripts', async () => {
    await inWindow({ javaScriptEnabled: false }, async (page) => {
      await page.goto(login);
      await page.getByLabel('Person').fill('anna');
      await page.getByLabel('Name').fill('Anna Aas');
      await page.getByLabel('applicant', { exact: true }).check();
      await ask(page);
      await page.getByRole('heading', { name: 'A token for Anna Aas (anna)' }).waitFor();
      expect(await page.getByLabel('A call in a shell').inputValue()).toContain(`${system.url}/v1/schemes`);
      expect(await page.getByRole('button').count()).toBe(0);
    });
  });
});
