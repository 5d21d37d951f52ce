import { castOf, openRichScheme, type Cast } from '#test/support/case-states.js';
import { documentOf, done, YEAR } from '#test/support/scheme.js';
import type { System } from '#test/support/system.js';
import { headOf, settled } from '#test/support/time.js';

/** Kroner as minor units. */
export const kr = (kroner: number) => ({ amount: kroner * 100, currency: 'NOK' });

/** Kroner by due date. */
export type Schedule = Readonly<Record<string, number>>;

/** What an appeal leads to. */
export interface Outcome {
  readonly outcome: 'annulled' | 'changed' | 'stands';
  readonly schedule?: Schedule;
}

/** What of a payout or a recovery a list shows. */
export interface Listed {
  readonly id: string;
  readonly status: string;
  readonly state: string;
  readonly instalment: number;
  readonly amount: { readonly amount: number };
}

const impartiality = { conflict: false };
const rationale = 'As far as can be seen';

/** The people of one scheme whose rules know every turn, and what they do in one go; each step waits for what follows. */
export class Office {
  private constructor(
    readonly system: System,
    readonly cast: Cast,
    readonly scheme: string,
    readonly callId: string,
  ) {}

  static async open(system: System, scheme: string, authority = 10_000_000): Promise<Office> {
    const cast = await castOf(system);
    const callId = await openRichScheme(cast, scheme);
    const authorities = `/v1/budgets/${scheme}/commitment-authorities`;
    done(await cast.manager.post(authorities, { year: YEAR, amount: kr(authority) }));
    return new Office(system, cast, scheme, callId);
  }

  /** A case that is assessed and may be decided; answers its id. */
  async applied(): Promise<string> {
    const { applicant, caseworker } = this.cast;
    const { callId } = this;
    const { id } = done(await applicant.post('/v1/applications', { callId, ...documentOf(900_000_00) }));
    const at = `/v1/applications/${id}`;
    done(await applicant.post(`${at}/submission`));
    done(await caseworker.post(`${at}/assignment`));
    done(await caseworker.post(`${at}/impartiality`, impartiality));
    return id;
  }

  /** A decision is proposed and approved: a grant by its schedule, a rejection without one. */
  async decide(id: string, schedule: Schedule = {}): Promise<void> {
    const { caseworker, decisionMaker } = this.cast;
    const at = `/v1/applications/${id}`;
    const scores = [{ criterion: 'need', score: 4, rationale }];
    const { conditions, ...decision } = decisionOf(schedule);
    done(await caseworker.post(`${at}/eligibility`, { checks: [{ code: 'no-dividend', met: true }] }));
    done(await caseworker.post(`${at}/scores`, { scores }));
    done(await caseworker.post(`${at}/recommendation`, { ...withoutSchedule(decision), rationale }));
    done(await caseworker.post(`${at}/proposal`, { ...decision, conditions, grounds: 'As its goal says.' }));
    done(await decisionMaker.post(`${at}/approval`, { impartiality }));
    await settled(this.system);
  }

  /** A grant that is accepted; answers its case. */
  async grant(schedule: Schedule): Promise<string> {
    const id = await this.applied();
    await this.decide(id, schedule);
    done(await this.cast.applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(this.system);
    return id;
  }

  /** So many of the payouts that are due are paid, in two parts each; those that fall due first first. */
  async pay(id: string, most = Infinity): Promise<void> {
    const { attester, approver, finance } = this.cast;
    const due = (await this.listed('payouts', id)).filter(({ status }) => status === 'due');
    const inOrder = due.toSorted((a, b) => a.instalment - b.instalment);
    for (const payout of inOrder.slice(0, most)) {
      const at = `/v1/payouts/${payout.id}`;
      done(await attester.post(`${at}/attestation`));
      done(await approver.post(`${at}/approval`));
      done(await finance.post(`${at}/instruction`));
      const paid = { status: 'settled', settledOn: this.today, bankReference: 'BANK-1' };
      const part = { amount: Math.floor(payout.amount.amount / 2), currency: 'NOK' };
      done(await finance.post(`${at}/settlement`, { ...paid, amount: part }));
      done(await finance.post(`${at}/settlement`, { ...paid, bankReference: 'BANK-2' }));
    }
    await settled(this.system);
  }

  /** Somebody appeals; answers the appeal. */
  async appeal(id: string, against: object): Promise<string> {
    const grounds = 'The need was overlooked.';
    return done(await this.cast.applicant.post(`/v1/cases/${id}/appeals`, { against, grounds })).id;
  }

  /** The appeal body decides an appeal. */
  async decideAppeal(appeal: string, { outcome, schedule }: Outcome): Promise<void> {
    const { caseworker, appealBody } = this.cast;
    done(await caseworker.post(`/v1/appeals/${appeal}/forwarding`, { statement: 'Nothing new was said.' }));
    const newDecision = schedule === undefined ? {} : { newDecision: decisionOf(schedule) };
    const decision = { impartiality, outcome, grounds: 'The need is documented.', ...newDecision };
    done(await appealBody.post(`/v1/appeals/${appeal}/decision`, decision));
    await settled(this.system);
  }

  /** A decision is appealed against, and the appeal is decided. */
  async overturn(id: string, number: number, outcome: Outcome): Promise<void> {
    await this.decideAppeal(await this.appeal(id, { kind: 'decision', number }), outcome);
  }

  /** A step on an award by the caseworker, the decision-maker or the applicant. */
  async award(id: string, who: keyof Cast, name: string, body?: object): Promise<void> {
    done(await this.cast[who].post(`/v1/awards/${id}/${name}`, body));
    await settled(this.system);
  }

  /** What a list shows of a case. */
  async listed(list: string, id: string): Promise<readonly Listed[]> {
    const path = `/v1/${list}?case=${id}&after=${await headOf(this.system)}`;
    return (await this.cast.caseworker.get<{ items: readonly Listed[] }>(path)).body.items;
  }

  /** Calendar date of the clock, UTC. */
  get today(): string {
    return this.system.standalone.clock.now().slice(0, 10);
  }
}

function decisionOf(schedule: Schedule) {
  const instalments = Object.entries(schedule);
  if (instalments.length === 0) return { outcome: 'rejected', amount: kr(0), schedule: [], conditions: [] };
  return {
    outcome: 'granted',
    amount: kr(instalments.reduce((all, [, amount]) => all + amount, 0)),
    schedule: instalments.map(([dueDate, amount]) => ({ dueDate, amount: kr(amount) })),
    conditions: ['Accounts by 31 March'],
  };
}

function withoutSchedule({ outcome, amount }: { readonly outcome: string; readonly amount: object }) {
  return { outcome, amount };
}
