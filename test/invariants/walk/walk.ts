import { addDays, dateInOslo, yearOf } from '#calendar/oslo.js';
import { newId } from '#eventsourcing/ids.js';
import type { CommandOfCase } from '#cqrs/possible-commands.js';
import { CASE_STATES, RICH_RULES, type Cast } from '#test/support/case-states.js';
import { documentOf } from '#test/support/scheme.js';
import type { Answer, Person, System } from '#test/support/system.js';
import { headOf, moveTo } from '#test/support/time.js';
import type { Move, Plan } from './moves.js';
import { twisted, type TwistFacts } from './twists.js';
import { leadsAstray, weightOf } from './weights.js';

/** What of a case's view a walk goes by. */
interface Seen {
  readonly commands: readonly CommandOfCase[];
  readonly granted: { readonly amount: number } | null;
  readonly released: { readonly amount: number };
  readonly recoveries: readonly { readonly id: string }[];
  readonly appeals: readonly { readonly id: string; readonly state: string }[];
}

interface Choice {
  readonly person: Person;
  readonly command: CommandOfCase;
  readonly facts: TwistFacts;
}

/** What a walk needs of the system that several walks share. */
export interface Ground {
  readonly system: System;
  readonly cast: Cast;
  readonly people: readonly Person[];
}

const MOST_CASES = 5;
/** Cases under one scheme of their own, taken through random steps; tells everything that was done. */
export class Walk {
  readonly cases: string[] = [];
  readonly trail: string[] = [];
  /** What no walk should meet: outages, and possible commands that were refused. */
  readonly faults: string[] = [];
  private callId = '';

  constructor(
    private readonly ground: Ground,
    readonly scheme: string,
  ) {}

  /** Opens the scheme on the first of February after everything so far, and brings its cases to where they begin. */
  async begin({ appropriation, authority, beginnings }: Plan): Promise<void> {
    const { system, cast } = this.ground;
    const year = yearOf(this.today) + 1;
    await moveTo(system, `${year}-02-01T11:00:00.000Z`);
    await this.post(cast.manager, '/v1/schemes', {
      code: this.scheme,
      name: 'Social entrepreneurship',
      ministry: 'Ministry of Labour',
      budgetChapter: '0621',
      budgetPost: '70',
      goal: 'New solutions',
      targetGroup: 'People outside working life',
      currency: 'NOK',
      regulation: RICH_RULES,
    });
    await this.appropriate(year, appropriation, 0);
    await this.authorise(year, authority);
    const call = await this.post(cast.manager, '/v1/calls', {
      code: `${this.scheme}-call`,
      schemeId: this.scheme,
      regulationVersion: '1',
      title: 'Call',
      frame: { amount: appropriation, currency: 'NOK' },
      opensAt: `${year}-01-01T00:00:00Z`,
      closesAt: `${year}-06-01T00:00:00Z`,
    });
    this.callId = call.body.id;
    for (const state of beginnings) await this.lead(state);
  }

  async make(move: Move): Promise<void> {
    switch (move.kind) {
      case 'step':
        return this.step(move);
      case 'refused':
        return this.refused(move);
      case 'race':
        return this.race(move);
      case 'twice':
        return this.twice(move);
      case 'wait':
        return this.wait(move.days);
      case 'budget':
        return this.budget(move);
      case 'apply':
        return this.apply(move);
    }
  }

  private async step(move: Move): Promise<void> {
    const choice = await this.choose(move, true);
    if (!choice) return;
    const { person, command } = choice;
    const { status, body } = await this.send(choice, move.twist);
    if (move.twist < 0 && status >= 400)
      this.faults.push(
        `${person.subject} was told that ${command.name} is possible: ${status} ${body.type} ${body.detail}`,
      );
  }

  private async refused(move: Move): Promise<void> {
    const choice = await this.choose(move, false);
    if (!choice) return;
    const { person, command } = choice;
    const { status } = await this.send(choice, -1);
    if (status < 400) this.faults.push(`${person.subject} was refused ${command.name}, and did it`);
  }

  /** Two people at the same moment, each with what they may do now: in one case, or in two under one budget. */
  private async race(move: Move): Promise<void> {
    const other = {
      ...move,
      who: move.who + 3,
      pick: move.pick * 7 + 1,
      inCase: move.inCase + (move.days % 2),
    };
    const [one, two] = [await this.choose(move, true), await this.choose(other, true)];
    this.trail.push('  at the same moment:');
    const both = [one, two].filter((choice) => choice !== undefined);
    await Promise.all(both.map((choice) => this.send(choice, move.twist)));
  }

  /** One person presses twice. */
  private async twice(move: Move): Promise<void> {
    const choice = await this.choose(move, true);
    if (!choice) return;
    const headers = { 'idempotency-key': newId() };
    const answers = await Promise.all([0, 1].map(() => this.send(choice, move.twist, headers)));
    const [one, two] = answers.map(({ body, status }) => (status < 400 ? body.revision : undefined));
    if (one !== undefined && two !== undefined && one !== two)
      this.faults.push(`${choice.command.name} pressed twice came to revisions ${one} and ${two}`);
  }

  private async wait(days: number): Promise<void> {
    this.trail.push(`${days} days later`);
    const { clock } = this.ground.system.standalone;
    await moveTo(this.ground.system, new Date(Date.parse(clock.now()) + days * 86_400_000).toISOString());
  }

  private async budget({ pick, days }: Move): Promise<void> {
    const year = yearOf(this.today) + (pick % 2);
    const amount = (pick % 11) * 100_000;
    if (days % 3 === 0) await this.authorise(year, amount);
    else await this.appropriate(year, amount, days % 3 === 1 ? 0 : (pick % 4) * 50_000);
  }

  /** A further application, also when the call has closed; a dispensation is given now and then. */
  private async apply({ pick, days }: Move): Promise<void> {
    if (this.cases.length >= MOST_CASES) return;
    const { manager } = this.ground.cast;
    if (pick % 2 === 0)
      await this.post(manager, `/v1/calls/${this.callId}/dispensations`, {
        organisation: '987654325',
        until: `${addDays(this.today, days)}T00:00:00Z`,
        grounds: 'The portal was down.',
      });
    await this.submit((pick % 7) * 100_000 + 50_000);
  }

  /** Does what leads to a state, as far as it goes: where the budget is used up, the case stays before the decision. */
  private async lead(state: string): Promise<void> {
    const { cast } = this.ground;
    const id = await this.submit(400_000);
    if (id === undefined) return;
    const send = async (person: Person, path: string, body?: unknown) => {
      const { status, body: answer } = await this.post(person, path, body);
      if (status >= 400) throw new Stopped();
      return answer.id;
    };
    const first = async (list: string) => {
      const { body } = await cast.caseworker.get<{ items: { id: string }[] }>(
        `/v1/${list}?case=${id}&after=${await headOf(this.ground.system)}`,
      );
      if (!body.items[0]) throw new Stopped();
      return body.items[0].id;
    };
    try {
      for (const step of CASE_STATES[state]!) await step({ cast, id, send, first });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
    }
  }

  private async submit(amount: number): Promise<string | undefined> {
    const { applicant } = this.ground.cast;
    const draft = await this.post(applicant, '/v1/applications', {
      callId: this.callId,
      ...documentOf(amount),
    });
    if (draft.status >= 400) return undefined;
    const { id } = draft.body;
    const { status } = await this.post(applicant, `/v1/applications/${id}/submission`);
    if (status >= 400) return undefined;
    this.cases.push(id);
    return id;
  }

  /** The first of a few people, from `who` on, who may do something in the case; what they may do is picked. */
  private async choose({ who, inCase, pick }: Move, allowed: boolean): Promise<Choice | undefined> {
    const id = this.cases[inCase % this.cases.length];
    if (id === undefined) return undefined;
    const { people, system } = this.ground;
    for (let tried = 0; tried < 6; tried++) {
      const person = people[(who + tried * 5) % people.length]!;
      const answer = await person.get<Seen>(`/v1/cases/${id}?after=${await headOf(system)}`);
      this.checkOutage('GET', '/v1/cases/{id}', answer);
      const commands = (answer.body.commands ?? []).filter((each) => each.allowed === allowed);
      // Whoever may only do what leads astray is mostly passed over, or few cases would come far.
      if (allowed && pick % 5 > 0 && commands.every(leadsAstray)) continue;
      const all = commands.flatMap((each) => Array<CommandOfCase>(weightOf(each)).fill(each));
      if (all.length > 0)
        return { person, command: all[pick % all.length]!, facts: this.factsOf(id, answer.body) };
    }
    return undefined;
  }

  private factsOf(caseId: string, { recoveries, appeals, granted, released }: Seen): TwistFacts {
    return {
      caseId,
      today: this.today,
      granted: granted?.amount ?? 0,
      released: released.amount,
      appealable: [
        { kind: 'revocation', id: caseId },
        ...recoveries.map(({ id }) => ({ kind: 'recovery', id }) as const),
        ...appeals
          .filter(({ state }) => state === 'dismissed')
          .map(({ id }) => ({ kind: 'dismissal', id }) as const),
      ],
    };
  }

  private send({ person, command, facts }: Choice, twist: number, headers: Record<string, string> = {}) {
    return this.post(person, command.href, twisted(command, twist, facts), headers);
  }

  private appropriate(year: number, amount: number, transferredIn: number) {
    return this.post(this.ground.cast.manager, `/v1/budgets/${this.scheme}/appropriations`, {
      year,
      amount: { amount, currency: 'NOK' },
      transferredIn: { amount: transferredIn, currency: 'NOK' },
    });
  }

  private authorise(year: number, amount: number) {
    return this.post(this.ground.cast.manager, `/v1/budgets/${this.scheme}/commitment-authorities`, {
      year,
      amount: { amount, currency: 'NOK' },
    });
  }

  private async post(person: Person, path: string, body?: unknown, headers?: Record<string, string>) {
    const answer = await person.post(path, body, headers);
    const { status, body: said } = answer;
    this.trail.push(
      `${person.subject} ${path} ${JSON.stringify(body ?? {})} → ${status}${status < 400 ? '' : ` ${said.type}`}`,
    );
    this.checkOutage('POST', path, answer);
    return answer;
  }

  private checkOutage(method: string, path: string, { status, body }: Answer): void {
    if (status >= 500) this.faults.push(`${method} ${path} answered ${status} ${JSON.stringify(body)}`);
  }

  private get today(): string {
    return dateInOslo(this.ground.system.standalone.clock.now());
  }
}

/** A lead-in cannot go on. */
class Stopped extends Error {}
