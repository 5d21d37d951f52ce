import type { CommandContext } from '#eventsourcing/command.js';
import { amountsOf, sameCurrency } from '#http/money.js';
import { ProposeClaim } from '../application/recoveries/claims.js';
import { AgreeInstalments, RecordRepayment } from '../application/recoveries/repayments.js';
import type { ClaimDto, InstalmentsDto, RepaymentDto } from './recoveries.dto.js';

/** The proposed claim as a command. */
export function claim(id: string, body: ClaimDto, context: CommandContext): ProposeClaim {
  const { amount, dueOn, grounds } = body;
  return new ProposeClaim(id, { amount: amount.amount, currency: amount.currency, dueOn, grounds }, context);
}

/** The plan as a command. @throws ProblemException 400 when its amounts are not in one currency */
export function plan(id: string, body: InstalmentsDto, context: CommandContext): AgreeInstalments {
  const { instalments, grounds } = body;
  const { currency } = instalments[0]!.amount;
  sameCurrency(currency, amountsOf('/instalments', instalments));
  const lines = instalments.map(({ dueOn, amount }) => ({ dueOn, amount: amount.amount }));
  return new AgreeInstalments(id, { currency, instalments: lines, grounds }, context);
}

/** The repayment as a command. */
export function repayment(id: string, body: RepaymentDto, context: CommandContext): RecordRepayment {
  const { amount, receivedOn, bankReference } = body;
  return new RecordRepayment(
    id,
    { amount: amount.amount, currency: amount.currency, receivedOn, bankReference },
    context,
  );
}
