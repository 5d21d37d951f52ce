import { Injectable } from '@nestjs/common';
import type { Scope } from '#access/policy.js';
import { scopeFor } from '#cqrs/queries/scope.js';
import type { Actor } from '#eventsourcing/event.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import type { Money } from '#money/money.js';
import { sameOrganisation } from '#organisations/organisation-number.js';
import { MAY } from '../access.js';
import { StateAid } from '../application/aid.js';
import type { PreviousAid } from '../contract/events.js';
import { undertakingsAbove, type AboveLimit } from '../domain/excess.js';
import type { AidRegister } from '../domain/state.js';

/** An undertaking above its limit. */
export interface ExcessView {
  /** Its members. */
  readonly undertaking: readonly string[];
  /** In which it has most above the limit; calendar dates, both included. */
  readonly window: { readonly from: string; readonly to: string };
  readonly limit: Money;
  readonly total: Money;
  readonly excess: Money;
  /** All aid in the window, of other grantors too. */
  readonly aid: readonly ExcessAid[];
}

/** Aid of an undertaking above its limit. */
export interface ExcessAid {
  /** `null` where another grantor gave it. */
  readonly id: string | null;
  /** `null` where it is no case of the reader's directorate. */
  readonly caseId: string | null;
  readonly organisation: string;
  /** Of aid that was declared. */
  readonly grantor: string | null;
  readonly grantedOn: string;
  readonly amount: Money;
}

/** Undertakings that have more aid than they may: a person decides what becomes of it. */
@Injectable()
export class AidExcess {
  constructor(private readonly aid: StateAid) {}

  /** Those a person's directorate granted aid to, by their first member. @throws ProblemException 403 */
  async list(request: PageRequest, actor: Actor): Promise<Page<ExcessView>> {
    const scope = scopeFor(actor, MAY['state-aid.read']);
    const register = await this.aid.now();
    const above = undertakingsAbove(register).filter(({ aid }) =>
      aid.some((each) => isTheirs(each, register, scope)),
    );
    const { items, ...rest } = pageWithin(above, request, ({ undertaking }) => undertaking[0]!);
    return { items: items.map((each) => viewOf(each, register, scope)), ...rest };
  }
}

function viewOf(
  { undertaking, window, limit, total, aid }: AboveLimit,
  register: AidRegister,
  scope: Scope,
): ExcessView {
  return {
    undertaking,
    window,
    limit: euro(limit),
    total: euro(total),
    excess: euro(total - limit),
    aid: aid.map((each) => ({
      id: each.aidId ?? null,
      caseId: isTheirs(each, register, scope) ? register.aid.get(each.aidId!)!.caseId : null,
      organisation: each.organisation,
      grantor: each.grantor ?? null,
      grantedOn: each.grantedOn,
      amount: euro(each.amountEuroCents),
    })),
  };
}

function isTheirs({ aidId }: PreviousAid, { aid }: AidRegister, { everything, owner }: Scope): boolean {
  const granted = aidId === undefined ? undefined : aid.get(aidId);
  return granted !== undefined && (everything || sameOrganisation(owner, granted.directorate));
}

function euro(amount: number): Money {
  return { amount, currency: 'EUR' };
}
