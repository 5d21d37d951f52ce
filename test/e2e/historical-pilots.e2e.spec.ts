import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAdmin } from '#composition/admin.js';
import { RemoteOperations } from '#composition/operations/remote-operations.js';
import type { HistoricalRegistration } from '#pilots/contract/historical.js';
import type { HistoricalPilotSummary, HistoricalPilotView } from '#pilots/queries/historical-pilots.js';
import { importIndigo } from '#pilots/indigo/import.js';
import { PAYMENT, writeDataSet } from '#pilots/indigo/testing/data-set.js';
import { ROLES } from '#access/roles.js';
import { adminSocketPath } from '#admin/socket-path.js';
import { createLogger } from '#hosting/logging.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startSystem, type Person, type Problem, type System } from '#test/support/system.js';

type List = { readonly items: readonly HistoricalPilotSummary[]; readonly next?: string };

const BONDS = [
  { project: 'P1', name: 'Ålesund: a way out', paid: '660' },
  { project: 'P2', name: 'A way in', paid: '600' },
  { project: 'P3', name: '100 % of it', paid: '' },
];

describe('historical pilots', () => {
  const files = temporaryFolder();
  let system: System;
  let admin: { close(): Promise<void> };
  let operations: RemoteOperations;
  let reader: Person;

  /** Registers the three bonds as the command line does, with what was paid for each. */
  async function register(paid = BONDS.map((bond) => bond.paid)): Promise<HistoricalRegistration[]> {
    const each = <T extends object>(row: T) =>
      BONDS.map(({ project }) => ({ project, metric: 'm1', ...row }));
    writeDataSet(files.path, {
      'projects.csv': BONDS.map(({ project, name }) => ({ project, name })),
      'outcome_metrics.csv': each({ definition: 'A job', target: '10 people' }),
      'outcome_pricings.csv': each({ currency: 'GBP', price: '220' }),
      'results.csv': each({ type: 'Final', start: '2019', end: '2020', achieved: '3' }),
      'outcome_payments.csv': BONDS.flatMap(({ project }, index) =>
        paid[index] ? [{ ...PAYMENT, project, amount: paid[index] }] : [],
      ),
    });
    const { bonds } = await importIndigo(files.path);
    const registrations = [];
    for (const bond of bonds) registrations.push(await operations.registerHistoricalPilot(bond));
    return registrations;
  }

  const head = () => system.standalone.stores.log.head();
  const list = async (query: string, person = reader) => {
    const { status, body } = await person.get<List>(`/v1/historical-pilots?after=${await head()}&${query}`);
    expect([status, body.items]).toEqual([200, expect.anything()]);
    return body;
  };
  const references = async (query: string) => (await list(query)).items.map(({ reference }) => reference);

  beforeAll(async () => {
    system = await startSystem();
    admin = await openAdmin(system.standalone, createLogger('silent'));
    operations = new RemoteOperations(adminSocketPath(system.data));
    reader = await system.as('ada', 'caseworker', 'directorate');
    await register();
  });
  afterAll(async () => {
    await admin.close();
    await system.stop();
    system.remove();
    files.remove();
  });

  it('are listed with what was computed and what was paid', async () => {
    const { items } = await list('');
    expect(
      items.map(({ reference, outcome, metricsBy }) => [reference, outcome, metricsBy[outcome]]),
    ).toEqual([
      ['P1', 'matched', 1],
      ['P2', 'differs', 1],
      ['P3', 'computed-nothing-to-compare', 1],
    ]);
    expect(items[1]).toMatchObject({
      dataSet: 'INDIGO',
      title: 'A way in',
      computed: { amount: 66_000, currency: 'GBP' },
      paid: { amount: 60_000, currency: 'GBP' },
      difference: { amount: -6_000, currency: 'GBP' },
    });
    expect(items[2]).toMatchObject({ paid: null, difference: null });
  });

  it('are found by outcome and by words in reference or title', async () => {
    expect(await references('outcome=differs')).toEqual(['P2']);
    expect(await references('q=WAY%20a')).toEqual(['P1', 'P2']);
    expect(await references(`q=${encodeURIComponent('a\u030Alesund')}`)).toEqual(['P1']);
    expect(await references('q=p3')).toEqual(['P3']);
    expect(await references('q=%25')).toEqual(['P3']);
    expect(await references('q=way&outcome=matched')).toEqual(['P1']);
    expect(await references('q=nowhere')).toEqual([]);
  });

  it('come in pages', async () => {
    const first = await list('limit=2');
    const second = await list(`limit=2&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ reference }) => reference)).toEqual(['P1', 'P2', 'P3']);
    expect(second.next).toBeUndefined();
  });

  it.each([
    'outcome=fine',
    'q=',
    'limit=0',
    'cursor=WzEsMl0',
    'cursor=WyJ4IiwieSJd',
    'cursor=x',
    'after=9999999',
  ])('are not asked for with %s', async (query) => {
    const { status, body } = await reader.get<Problem>(`/v1/historical-pilots?${query}`);
    expect([status, body.type]).toEqual([400, 'urn:tilsagn:problem:invalid-request']);
  });

  it('tell of one metric by metric, with files and rows, and every registration', async () => {
    const [before] = (await list('q=p3')).items;
    const [, , again] = await register(['660', '600', '660']);
    expect(again).toEqual({ project: 'P3', pilotId: before!.id, change: 'updated' });
    const { status, headers, body } = await reader.get<HistoricalPilotView>(
      `/v1/historical-pilots/${before!.id}?after=${await head()}`,
    );
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      reference: 'P3',
      outcome: 'matched',
      metrics: [
        {
          metric: 'm1',
          title: 'A job',
          target: '10 people',
          terms: { form: 'per-unit', price: { amount: 22_000, currency: 'GBP' } },
          achieved: 3,
          outcome: 'matched',
          rows: { 'results.csv': [4], 'outcome_payments.csv': [4] },
        },
      ],
      registrations: [
        { revision: 0, outcome: 'computed-nothing-to-compare', paid: null, by: 'operator:import' },
        { revision: 1, outcome: 'matched', paid: { amount: 66_000, currency: 'GBP' } },
      ],
    });
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(body.provenance).toContainEqual({ file: 'results.csv', sha256: digest, rows: [4] });
    const [first, second] = body.registrations.map(({ files: read }) =>
      Object.fromEntries(read.map(({ file, sha256 }) => [file, sha256])),
    );
    expect(first!['results.csv']).toBe(second!['results.csv']);
    expect(second).toHaveProperty(['outcome_payments.csv']);
  });

  it('are everybody’s to see who is signed in, and nobody else’s', async () => {
    for (const role of ROLES) {
      const person = await system.as('per', role, 'somewhere');
      expect((await list('', person)).items).toHaveLength(3);
    }
    expect((await list('', await system.as('ingen', []))).items).toHaveLength(3);
    expect((await fetch(`${system.url}/v1/historical-pilots`)).status).toBe(401);
  });

  it('are not there under another id', async () => {
    const { status, body } = await reader.get<Problem>('/v1/historical-pilots/nothing');
    expect([status, body.type]).toEqual([404, 'urn:tilsagn:problem:not-found']);
  });
});
