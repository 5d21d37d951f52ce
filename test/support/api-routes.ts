import { createHash } from 'node:crypto';
import { caseIn, openRichScheme, type Cast } from './case-states.js';
import { bankDayOf, documentOf, done } from './scheme.js';
import type { System } from './system.js';

/** What of an operation the tests read. */
export interface Operation {
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly examples?: Record<string, { readonly value: unknown }> }>;
  };
}

/** A route as the documentation tells it. */
export interface Route {
  readonly method: string;
  /** With `{parameters}`. */
  readonly path: string;
  readonly operation: Operation;
  /** Its bodies. */
  readonly examples: readonly unknown[];
}

/** Every route of the documentation. */
export async function routesOf(system: System): Promise<Route[]> {
  const { paths } = (await (await fetch(`${system.url}/docs/openapi.json`)).json()) as {
    readonly paths: Record<string, Record<string, Operation>>;
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
      examples: Object.values(operation.requestBody?.content['application/json']?.examples ?? {}).map(
        ({ value }) => value,
      ),
    })),
  );
}

/** Ids of what there is, by the first word of a path, and of the parts of cases. */
export type Ids = Readonly<Record<string, string>>;

/** Cases with everything a path can name: payouts, a report, a recovery, an appeal, a letter, an attachment. */
export async function caseOfEverything(cast: Cast, scheme: string): Promise<Ids> {
  const call = await openRichScheme(cast, scheme);
  const { id } = await caseIn('unspent money forewarned', cast, call);
  const appealed = await caseIn('appealed', cast, call);
  const attached = await withAttachment(cast, call);
  const first = async (list: string, of: string) => {
    const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
      `/v1/${list}?case=${of}&after=${attached.position}`,
    );
    return body.items[0]!.id;
  };
  const payout = await first('payouts', id);
  const letters = await cast.caseworker.get<{ items: { id: string }[] }>(`/v1/cases/${id}/letters`);
  return {
    applications: id,
    awards: id,
    cases: id,
    'state-aid': id,
    appealed: appealed.id,
    appeals: await first('appeals', appealed.id),
    payouts: payout,
    received: await receivedOn(payout, cast),
    reports: await first('reports', id),
    recoveries: await first('recoveries', id),
    letter: letters.body.items[0]!.id,
    attached: attached.id,
    attachment: attached.attachment,
    schemes: scheme,
    budgets: scheme,
    calls: call,
    organisations: '987654325',
    'historical-pilots': '00000000-0000-5000-8000-000000000000',
    version: '1',
    number: '1',
    delegation: id,
    naming: id,
    person: 'ola',
    subject: 'me',
    currency: 'EUR',
  };
}

/** Money of a payout that came back unasked; answers its id. */
async function receivedOn(payout: string, { finance }: Cast): Promise<string> {
  const { position } = done(
    await finance.post(`/v1/payouts/${payout}/received-money`, {
      amount: { amount: 1000, currency: 'NOK' },
      receivedOn: bankDayOf(finance),
      bankReference: 'B-7',
    }),
  );
  const { body } = await finance.get<{ received: { id: string }[] }>(
    `/v1/payouts/${payout}?after=${position}`,
  );
  return body.received[0]!.id;
}

const FILE = 'The statutes\n';

async function withAttachment({ applicant }: Cast, callId: string) {
  const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(400_000) }));
  const digest = createHash('sha256').update(FILE).digest('base64');
  const added = await applicant.send(`/v1/applications/${id}/attachments?name=a.txt`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', 'content-digest': `sha-256=:${digest}:` },
    body: FILE,
  });
  const { id: attachment } = (await added.json()) as { readonly id: string };
  const { position } = done(await applicant.post(`/v1/applications/${id}/submission`));
  return { id, attachment, position };
}

/** A path with ids in it; `replaced` stand instead of the right ones, by the name of the parameter. */
export function filled(path: string, ids: Ids, replaced: Ids = {}): string {
  const [, , room = ''] = path.split('/');
  const own = path.includes('{attachment}') ? ids['attached'] : ids[room];
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = replaced[name] ?? (name === 'id' || name === 'scheme' ? own : ids[name]);
    if (value === undefined) throw new Error(`no ${name} for ${path}`);
    return value;
  });
}
