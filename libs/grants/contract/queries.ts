import { Query } from '@nestjs/cqrs';
import type { Position } from '#eventsourcing/event.js';
import type { Money } from '#money/money.js';
import type { SchemeEstablished } from './events.js';

/** What other contexts may ask about a scheme; undefined when there is none. Answered from the log. */
export class FindScheme extends Query<SchemeEstablished['data'] | undefined> {
  constructor(readonly schemeId: string) {
    super();
  }
}

/** Who applied for what to whom. */
export interface ApplicantOfCase {
  /** Organisation that applied. */
  readonly organisation: string;
  readonly directorate: string;
}

/** Asks who applied in a case; undefined where nothing was submitted. Answered from the log. */
export class FindApplicant extends Query<ApplicantOfCase | undefined> {
  constructor(readonly caseId: string) {
    super();
  }
}

/** A grant as somebody sees it whose work it is part of; a text whose key was erased is `null`. */
export interface GrantSummary {
  readonly caseId: string;
  readonly applicant: string;
  readonly title: string;
  readonly state: string;
  readonly applied: Money;
  /** `null` before a decision. */
  readonly granted: Money | null;
  readonly paid: Money;
  readonly budgetLines: readonly { readonly text: string | null; readonly amount: Money }[];
  /** By the day they are due. */
  readonly reports: readonly ReportSummary[];
}

/** A report that is owed or was handed in. */
export interface ReportSummary {
  readonly id: string;
  readonly title: string;
  /** Calendar date. */
  readonly dueOn: string;
  readonly status: string;
  readonly overdue: boolean;
  /** `null` before it is submitted. */
  readonly spent: Money | null;
}

/** Asks for a grant, for someone who may see it; undefined where there is none. Answered as of `after`. */
export class FindGrantSummary extends Query<GrantSummary | undefined> {
  constructor(
    readonly caseId: string,
    readonly after?: Position,
  ) {
    super();
  }
}
