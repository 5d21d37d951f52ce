import { money, type Money } from '#money/money.js';
import type { DecisionOutcome, Language, NoticeChannel } from '../../contract/events.js';
import { contentOfDeclaration } from '../assessment/content.js';

/** A proposed decision as a request to the API states it. */
export interface ProposalBody {
  readonly outcome: DecisionOutcome;
  readonly amount: Money;
  readonly grounds: string;
  readonly conditions?: readonly string[] | undefined;
  readonly payoutConditions?: readonly string[] | undefined;
  readonly schedule?: readonly { readonly dueDate: string; readonly amount: Money }[] | undefined;
  readonly planned?: readonly { readonly year: number; readonly amount: Money }[] | undefined;
}

/** What is proposed. */
export function contentOfProposal(body: ProposalBody) {
  const {
    outcome,
    amount,
    grounds,
    conditions = [],
    payoutConditions = [],
    schedule = [],
    planned = [],
  } = body;
  return {
    outcome,
    amount: money(amount.amount, amount.currency),
    grounds,
    conditions: [...conditions],
    ...(payoutConditions.length === 0 ? {} : { payoutConditions: [...payoutConditions] }),
    schedule: schedule.map(({ dueDate, amount: due }) => ({ dueDate, amount: due.amount })),
    ...(planned.length === 0
      ? {}
      : { planned: planned.map(({ year, amount: of }) => ({ year, amount: of.amount })) }),
  };
}

/** What an approval says. */
export function contentOfApproval(body: {
  readonly impartiality?: Parameters<typeof contentOfDeclaration>[0] | undefined;
  readonly proposal?: number | undefined;
  readonly grounds?: string | undefined;
}) {
  const { impartiality, proposal, grounds } = body;
  return { impartiality: impartiality && contentOfDeclaration(impartiality), proposal, grounds };
}

/** What a return says. */
export function contentOfReturn(body: { readonly proposal?: number | undefined; readonly grounds: string }) {
  const { proposal, grounds } = body;
  return { ...(proposal === undefined ? {} : { proposal }), grounds };
}

/** What is recorded of a notice. */
export function contentOfNotice(body: {
  readonly decision?: number | undefined;
  readonly receivedOn?: string | undefined;
  readonly channel: NoticeChannel;
  readonly language?: Language | undefined;
}) {
  const { decision, receivedOn, channel, language } = body;
  return { decision, receivedOn, channel, language };
}
