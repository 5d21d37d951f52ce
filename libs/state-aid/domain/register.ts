import { deadlineAfter } from '#calendar/deadlines.js';
import { spanUpTo } from '#calendar/windows.js';
import {
  accept,
  answer,
  refuse,
  type CommandOf,
  type Decider,
  type Decision,
} from '#eventsourcing/decider.js';
import { sameJson } from '#eventsourcing/json.js';
import { refusal, type Refusal } from '#eventsourcing/refusal.js';
import { euroCentsOf } from '#money/exchange.js';
import { sum, type Money } from '#money/money.js';
import { canonicalOrganisation } from '#organisations/organisation-number.js';
import type { DeclaredAid, DeMinimisRules } from '../contract/declaration.js';
import type { AidEvent, OtherAid, RateUsed, UndertakingDeclared } from '../contract/events.js';
import { excessOf, inWindow } from './limit.js';
import { EMPTY, evolve, type Aid, type AidRegister, type Declaration } from './state.js';
import { aidOf, undertakingOf } from './undertaking.js';

/** Why the register of aid refuses. */
export type AidRefusal = Refusal<
  'de-minimis-exceeded' | 'aid-released' | 'aid-unknown' | 'entry-date-invalid' | 'already-entered'
>;

type Answer = Decision<AidEvent, AidRefusal>;

/** A declaration with the rate of each amount's day. */
export interface RatedDeclaration {
  readonly group: readonly string[];
  readonly otherAid: readonly (DeclaredAid & { readonly rate: RateUsed })[];
}

/** Aid is to be granted. */
interface RecordAid {
  readonly type: 'RecordAid';
  readonly aidId: string;
  readonly caseId: string;
  readonly schemeId: string;
  readonly directorate: string;
  readonly organisation: string;
  readonly carrier?: string | undefined;
  readonly declaration?: RatedDeclaration | undefined;
  readonly amount: Money;
  readonly rate: RateUsed;
  readonly grantedOn: string;
  readonly regulationVersion: string;
  readonly rules: DeMinimisRules;
}

/** Who declared nothing and who declares that there is nothing say the same. */
const NOTHING: Declaration = { group: [], otherAid: [] };

function record(command: RecordAid, before: AidRegister): Answer {
  const known = before.aid.get(command.aidId);
  if (known?.released) return refuse(released(known));
  if (known) return accept();
  const { declaration, caseId, rules, amount, rate, grantedOn, ...sent } = command;
  const { organisation: applicant, ...named } = sent;
  const organisation = canonicalOrganisation(applicant);
  const { type: _, ...of } = named;
  const declared = declaration && declarationOf(caseId, organisation, declaration);
  const changed =
    declared && !sameJson(before.declarations.get(organisation) ?? NOTHING, said(declared))
      ? declared
      : undefined;
  const state = changed ? evolve(before, changed) : before;

  const undertaking = undertakingOf(state, organisation);
  const all = aidOf(state, undertaking);
  const amountEuroCents = euroCentsOf(amount.amount, amount.currency, rate.rate);
  const excess = excessOf(all, { grantedOn, amountEuroCents }, rules);
  if (excess)
    return refuse(
      refusal(
        'conflict',
        'de-minimis-exceeded',
        `the undertaking had ${excess.previous} of ${rules.limitEuroCents} from ${excess.window.from} to ${excess.window.to}, ${amountEuroCents} does not fit (euro cents)`,
        { limit: rules.limitEuroCents, amountEuroCents, ...excess, currency: 'EUR', undertaking },
      ),
    );
  const previous = inWindow(all, grantedOn, rules.window);
  const granted: AidEvent = {
    type: 'DeMinimisAidGranted',
    data: {
      ...of,
      caseId,
      organisation,
      undertaking,
      grantedOn,
      amount,
      amountEuroCents,
      rate,
      window: spanUpTo(grantedOn, rules.window),
      previous,
      total: sum([...previous.map((aid) => aid.amountEuroCents), amountEuroCents]),
      limit: rules.limitEuroCents,
      registerBy: deadlineAfter(grantedOn, rules.registerWithin),
    },
  };
  return accept<AidEvent>(...(changed ? [changed] : []), granted);
}

/** The commitment that carries it was let go; what was never recorded or is out already stays as it is. */
interface ReleaseAid {
  readonly type: 'ReleaseAid';
  readonly aidId: string;
  readonly grounds: string;
}

function release({ aidId, grounds }: ReleaseAid, state: AidRegister): Answer {
  const aid = state.aid.get(aidId);
  if (!aid || aid.released) return accept();
  const { caseId, organisation, amountEuroCents } = aid;
  const data = { aidId, caseId, organisation, amountEuroCents, grounds };
  return accept<AidEvent>({ type: 'DeMinimisAidReleased', data });
}

/** The commitment that carries it was lowered; less already, or none, stays as it is. */
interface LowerAid {
  readonly type: 'LowerAid';
  readonly aidId: string;
  /** Minor units of its currency that are left of it. */
  readonly amount: number;
  readonly grounds: string;
}

/** Less is granted, at the rate of the day it was granted on; what is raised is granted as further aid. */
function lower({ aidId, amount, grounds }: LowerAid, state: AidRegister): Answer {
  const aid = state.aid.get(aidId);
  if (!aid || aid.released || amount >= aid.amount.amount) return accept();
  const { caseId, organisation, amountEuroCents: before } = aid;
  const left = { ...aid.amount, amount };
  const amountEuroCents = euroCentsOf(amount, left.currency, aid.rate);
  return accept<AidEvent>({
    type: 'DeMinimisAidLowered',
    data: { aidId, caseId, organisation, amount: left, amountEuroCents, before, grounds },
  });
}

/** A caseworker confirms that it stands in the public register. */
interface ConfirmRegisterEntry {
  readonly type: 'ConfirmRegisterEntry';
  readonly aidId: string;
  readonly person: string;
  /** Calendar date. */
  readonly enteredOn: string;
  readonly reference: string;
  /** Calendar date on which it is confirmed. */
  readonly today: string;
}

function confirm({ type: _, today, ...command }: ConfirmRegisterEntry, state: AidRegister): Answer {
  const { aidId, enteredOn, reference } = command;
  const aid = state.aid.get(aidId);
  if (!aid) return refuse(refusal('not-found', 'aid-unknown', `there is no aid ${aidId}`));
  if (aid.released) return refuse(released(aid));
  if (aid.entry && sameJson(aid.entry, { reference, enteredOn })) return accept();
  if (aid.entry)
    return refuse(
      refusal('conflict', 'already-entered', `aid ${aidId} was entered on ${aid.entry.enteredOn}`),
    );
  if (enteredOn < aid.grantedOn || enteredOn > today)
    return refuse(
      refusal('invalid', 'entry-date-invalid', `the entry was made between ${aid.grantedOn} and ${today}`),
    );
  return accept<AidEvent>({ type: 'RegisterEntryConfirmed', data: { ...command, caseId: aid.caseId } });
}

/** The last day to enter it in the public register has passed. */
interface MarkRegisterEntryOverdue {
  readonly type: 'MarkRegisterEntryOverdue';
  readonly aidId: string;
  readonly dueAt: string;
}

function markOverdue({ aidId, dueAt }: MarkRegisterEntryOverdue, state: AidRegister): Answer {
  const aid = state.aid.get(aidId);
  if (!aid || aid.released || aid.entry || aid.overdue) return accept();
  const { caseId, registerBy } = aid;
  return accept<AidEvent>({ type: 'RegisterEntryBecameOverdue', data: { aidId, caseId, registerBy, dueAt } });
}

const ANSWERS = {
  RecordAid: record,
  ReleaseAid: release,
  LowerAid: lower,
  ConfirmRegisterEntry: confirm,
  MarkRegisterEntryOverdue: markOverdue,
};

/** What the register of aid can be asked to do. */
export type AidCommand = CommandOf<typeof ANSWERS>;

/** All de minimis aid: no undertaking above the limit in any window. */
export const aidRegister: Decider<AidRegister, AidCommand, AidEvent, AidRefusal> = {
  initial: EMPTY,
  decide: (command, state) => answer(ANSWERS, command, state),
  evolve,
};

function released({ aidId }: Aid) {
  return refusal('conflict', 'aid-released', `aid ${aidId} was released`);
}

/** What is declared, in one form: without the organisation itself, sorted, in euro cents. */
function declarationOf(
  caseId: string,
  organisation: string,
  { group, otherAid }: RatedDeclaration,
): UndertakingDeclared {
  const members = new Set(group.map(canonicalOrganisation));
  const others = [...members].filter((member) => member !== organisation).toSorted();
  const converted = otherAid.map(
    ({ recipient = organisation, grantor, amount, grantedOn, reference, rate }): OtherAid => ({
      recipient: canonicalOrganisation(recipient),
      grantor,
      grantedOn,
      ...(reference === undefined ? {} : { reference }),
      amount,
      amountEuroCents: euroCentsOf(amount.amount, amount.currency, rate.rate),
      rate,
    }),
  );
  return {
    type: 'UndertakingDeclared',
    data: { caseId, organisation, group: others, otherAid: converted },
  };
}

function said({ data: { group, otherAid } }: UndertakingDeclared) {
  return { group, otherAid };
}
