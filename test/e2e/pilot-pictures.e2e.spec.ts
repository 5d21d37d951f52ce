import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parsed, texts } from '#charts/testing/parsed.js';
import * as examples from '#pilots/http/examples/pilots.js';
import { openPilotScheme, pilotCastOf, type PilotCast } from '#test/support/pilot-cast.js';
import { pilotIn } from '#test/support/pilot-states.js';
import { startSystem, type Person, type System } from '#test/support/system.js';
import { headOf } from '#test/support/time.js';

const SVG = { accept: 'image/svg+xml' };
const JSON_TYPE = { 'content-type': 'application/json' };

describe('pictures of a pilot', () => {
  let system: System;
  let cast: PilotCast;

  beforeAll(async () => {
    system = await startSystem();
    cast = await pilotCastOf(system);
    await openPilotScheme(cast, 'pictures');
  });
  afterAll(async () => {
    await system.stop();
    system.remove();
  });

  const ask = (person: Person, id: string, body: object, headers: Record<string, string> = {}, query = '') =>
    person.send(`/v1/pilots/${id}/scenarios${query}`, {
      method: 'POST',
      headers: { ...JSON_TYPE, ...headers },
      body: JSON.stringify(body),
    });

  it('show what terms would pay: as numbers, and as SVG for whoever accepts that', async () => {
    const { id } = await pilotIn('framework adopted', cast, 'pictures');
    const before = await headOf(system);
    for (const headers of [{}, { accept: '*/*' }, { accept: 'application/json' }]) {
      const numbers = await ask(cast.otherDecisionMaker, id, examples.scenario, headers);
      expect([numbers.status, numbers.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('application/json'),
      ]);
      const { points, payers, thresholds } = (await numbers.json()) as {
        points: { x: number; total: number }[];
        payers: object[];
        thresholds: { x: number }[];
      };
      expect(points[0]).toMatchObject({ x: 0, total: 20_000_000 });
      // Below 40 per cent of 28 sentences 11 are avoided in each of two cohorts, at 60 000 kroner.
      expect(points.at(-1)).toMatchObject({ total: 20_000_000 + 2 * 11 * 6_000_000 });
      expect(payers).toHaveLength(2);
      expect(thresholds).toMatchObject([{ x: 10 }]);
    }
    for (const accept of ['image/svg+xml', 'image/svg+xml, */*;q=0.5']) {
      const picture = await ask(cast.otherDecisionMaker, id, examples.scenario, { accept });
      expect([picture.status, picture.headers.get('content-type')]).toEqual([
        200,
        'image/svg+xml; charset=utf-8',
      ]);
      const svg = await picture.text();
      expect(parsed(svg).documentElement?.localName).toBe('svg');
      expect(texts(svg).join(' ')).toContain(examples.terms.title);
    }
    // Nothing of it is stored.
    expect(await headOf(system)).toBe(before);
  });

  it('and labels come in the language that is asked, in English where none is', async () => {
    const { id } = await pilotIn('contract drafted', cast, 'pictures');
    for (const [query, lang, threshold, pays, target] of [
      ['', 'en-GB', 'paid from 10 %', 'Pays (NOK)', 'target'],
      ['?language=en', 'en-GB', 'paid from 10 %', 'Pays (NOK)', 'target'],
      ['?language=nb', 'nb-NO', 'betaling fra 10 %', 'Betaling (kr)', 'mål'],
      ['?language=nn', 'nn-NO', 'betaling frå 10 %', 'Betaling (kr)', 'mål'],
    ] as const) {
      const numbers = await ask(cast.caseworker, id, examples.scenario, {}, query);
      expect(await numbers.json()).toMatchObject({ thresholds: [{ label: threshold }] });
      const curve = await (await ask(cast.caseworker, id, examples.scenario, SVG, query)).text();
      expect(parsed(curve).documentElement?.getAttribute('lang')).toBe(lang);
      expect(texts(curve)).toEqual(expect.arrayContaining([threshold, pays]));
      const shown = await cast.auditor.send(`/v1/pilots/${id}/dashboard/chart${query}`, {});
      expect(texts(await shown.text())).toContain(target);
    }
    const foreign = await cast.auditor.send(`/v1/pilots/${id}/dashboard/chart?language=sv`, {});
    expect([foreign.status, await foreign.json()]).toMatchObject([
      400,
      { type: 'urn:tilsagn:problem:invalid-request' },
    ]);
  });

  it('stay XML, whatever the terms are called', async () => {
    const { id } = await pilotIn('framework adopted', cast, 'pictures');
    const title = `</text><script>alert(1)</script> & "a" 'b' ]]> <!-- å 😀`;
    const named = { ...examples.scenario, terms: { ...examples.terms, title } };
    const svg = await (await ask(cast.caseworker, id, named, SVG)).text();
    expect(parsed(svg).getElementsByTagName('script')).toHaveLength(0);
    expect(parsed(svg).getElementsByTagName('title')[0]?.textContent).toBe(title);
  });

  it('are a problem in JSON where they cannot be drawn', async () => {
    const { id } = await pilotIn('framework adopted', cast, 'pictures');
    const unknown = { ...examples.scenario, vary: { ...examples.scenario.vary, metric: 'nothing' } };
    const stranger = await system.as('utro', 'caseworker', 'another-directorate');
    for (const [person, body, status, type] of [
      [cast.caseworker, unknown, 422, 'scenario-invalid'],
      [cast.caseworker, { ...examples.scenario, terms: 'none' }, 400, 'invalid-request'],
      [stranger, examples.scenario, 404, 'not-found'],
    ] as const) {
      const answer = await ask(person, id, body, SVG);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        status,
        expect.stringContaining('application/problem+json'),
      ]);
      expect(await answer.json()).toMatchObject({ type: `urn:tilsagn:problem:${type}` });
    }
    const chart = await stranger.send(`/v1/pilots/${id}/dashboard/chart`, { headers: SVG });
    expect([chart.status, chart.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it('show outcomes against targets, from the first draft of a contract on', async () => {
    for (const [state, shows] of [
      ['framework adopted', ''],
      ['contract drafted', 'First cohort'],
      ['measurement disputed', 'First cohort'],
      ['paid to the end', 'First cohort'],
    ] as const) {
      const { id } = await pilotIn(state, cast, 'pictures');
      const shown = await cast.auditor.send(`/v1/pilots/${id}/dashboard/chart`, {});
      expect([shown.status, shown.headers.get('content-type')]).toEqual([
        200,
        'image/svg+xml; charset=utf-8',
      ]);
      const svg = await shown.text();
      expect(parsed(svg).documentElement?.localName).toBe('svg');
      expect(texts(svg).join(' ')).toContain(shows);
    }
  });
});
