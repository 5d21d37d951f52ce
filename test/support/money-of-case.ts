import { addDays } from '#calendar/oslo.js';
import { done, submitApplication, type Officials } from './scheme.js';
import type { Person, System } from './system.js';
import { headOf, moveTo, settled, todayIn } from './time.js';

/** Minor units as a body states them. */
export const nok = (amount: number) => ({ amount, currency: 'NOK' });

const impartiality = { conflict: false };

/** A payout as the ledger lists it. */
export interface Payout {
  readonly id: string;
  readonly instalment: number;
  readonly status: string;
  readonly amount: { readonly amount: number };
  readonly paid: { readonly amount: number };
}

/** A claim as it is listed. */
export interface Recovery {
  readonly id: string;
  readonly state: string;
  readonly basis: string;
  readonly amount: { readonly amount: number };
  readonly claimed: { readonly amount: number } | null;
  readonly repaid: { readonly amount: number };
}

/** A report as it is listed. */
export interface Report {
  readonly id: string;
  readonly status: string;
  readonly toYear: number;
}

/** What a case's money goes through, as the persons of a system bring it about; amounts in minor units. */
export class MoneyOfCase {
  private constructor(
    readonly id: string,
    private readonly system: System,
    private readonly officials: Officials,
    private readonly applicant: Person,
  ) {}

  /** A grant that was applied for, decided and accepted, paid on these days. */
  static async granted(
    system: System,
    officials: Officials,
    { applicant, callId, coFunding }: { applicant: Person; callId: string; coFunding?: number },
    schedule: Readonly<Record<string, number>>,
  ): Promise<MoneyOfCase> {
    const { caseworker, decisionMaker } = officials;
    const amount = Object.values(schedule).reduce((all, each) => all + each, 0);
    const id = await submitApplication(
      applicant,
      callId,
      amount,
      coFunding === undefined ? {} : { coFunding: nok(coFunding) },
    );
    const step = async (name: string, body?: unknown) =>
      done(await caseworker.post(`/v1/applications/${id}/${name}`, body));
    await step('assignment');
    await step('impartiality', impartiality);
    await step('scores', { scores: [{ criterion: 'need', score: 5, rationale: 'Many need it' }] });
    await step('recommendation', { outcome: 'granted', amount: nok(amount), rationale: 'Worth it' });
    await step('proposal', {
      outcome: 'granted',
      amount: nok(amount),
      grounds: 'It fits the goal of the scheme',
      conditions: [],
      schedule: Object.entries(schedule).map(([dueDate, due]) => ({ dueDate, amount: nok(due) })),
    });
    done(await decisionMaker.post(`/v1/applications/${id}/approval`, { impartiality }));
    await step('notification', { receivedOn: todayIn(system), channel: 'portal' });
    done(await applicant.post(`/v1/awards/${id}/acceptance`));
    await settled(system);
    return new MoneyOfCase(id, system, officials, applicant);
  }

  /** Attested, approved and handed to the bank. */
  async instruct(payout: string): Promise<void> {
    const { attester, decisionMaker, finance } = this.officials;
    done(await attester.post(`/v1/payouts/${payout}/attestation`));
    done(await decisionMaker.post(`/v1/payouts/${payout}/approval`));
    done(await finance.post(`/v1/payouts/${payout}/instruction`));
  }

  /** The bank settles it today. */
  async settle(payout: string, bankReference = 'B-1'): Promise<void> {
    const settlement = { status: 'settled', settledOn: todayIn(this.system), bankReference };
    done(await this.officials.finance.post(`/v1/payouts/${payout}/settlement`, settlement));
    await settled(this.system);
  }

  async pay(payout: string): Promise<void> {
    await this.instruct(payout);
    await this.settle(payout);
  }

  /** The bank sends all of it back. */
  async giveBack(payout: string): Promise<void> {
    const returned = { returnedOn: todayIn(this.system), bankReference: 'R-1', reasonCode: 'AC04' };
    done(await this.officials.finance.post(`/v1/payouts/${payout}/return`, returned));
    await settled(this.system);
  }

  /** Forewarned, proposed once the time to answer has passed, approved, and all that follows. */
  async revoke(inForce: number): Promise<void> {
    const { caseworker, decisionMaker } = this.officials;
    const at = `/v1/awards/${this.id}`;
    done(
      await caseworker.post(`${at}/revocation-forewarning`, { grounds: 'Two workshops of three closed.' }),
    );
    await this.wait(21);
    const revocation = { amountInForce: nok(inForce), grounds: 'They stay closed.' };
    done(await caseworker.post(`${at}/revocation`, revocation));
    done(await decisionMaker.post(`${at}/revocation-approval`));
    await settled(this.system);
  }

  /** The recipient reports that so much was spent, of the year where there are several reports; answers its path. */
  async report(
    spent: number,
    { year, ...more }: { readonly year?: number; readonly [field: string]: unknown } = {},
  ) {
    const reports = await this.reports();
    const { id } = reports.find(({ toYear }) => year === undefined || toYear === year)!;
    const path = `/v1/reports/${id}`;
    const document = { text: 'Seven of eleven have work now.', spent: nok(spent), ...more };
    done(await this.applicant.post(`${path}/submission`, document));
    return path;
  }

  async approveReport(path: string): Promise<void> {
    done(await this.officials.caseworker.post(`${path}/approval`));
    await settled(this.system);
  }

  async wait(days: number): Promise<void> {
    await moveTo(this.system, `${addDays(todayIn(this.system), days)}T11:00:00Z`);
  }

  async payouts(): Promise<readonly Payout[]> {
    const { body } = await this.officials.finance.get<{ items: Payout[] }>(await this.latest('/v1/payouts'));
    return body.items.toSorted((a, b) => a.instalment - b.instalment);
  }

  /** Id of the payout of an instalment. */
  async payout(instalment: number): Promise<string> {
    return (await this.payouts()).find((each) => each.instalment === instalment)!.id;
  }

  /** The smallest first. */
  async recoveries(): Promise<readonly Recovery[]> {
    const path = await this.latest('/v1/recoveries');
    const { body } = await this.officials.caseworker.get<{ items: Recovery[] }>(path);
    return body.items.toSorted((a, b) => a.amount.amount - b.amount.amount);
  }

  async reports(filter = ''): Promise<readonly Report[]> {
    const path = `${await this.latest('/v1/reports')}${filter}`;
    return (await this.officials.caseworker.get<{ items: Report[] }>(path)).body.items;
  }

  async award(): Promise<unknown> {
    return (await this.officials.caseworker.get(`/v1/awards/${this.id}?after=${await headOf(this.system)}`))
      .body;
  }

  /** Types of the events of its history. */
  async history(): Promise<string[]> {
    const path = `/v1/cases/${this.id}/history?after=${await headOf(this.system)}`;
    const { body } = await this.officials.caseworker.get<{ items: { type: string }[] }>(path);
    return body.items.map(({ type }) => type);
  }

  private async latest(list: string): Promise<string> {
    return `${list}?case=${this.id}&after=${await headOf(this.system)}`;
  }
}
