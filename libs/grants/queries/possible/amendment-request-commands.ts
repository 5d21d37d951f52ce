import { possibleSteps, possibleUnder, type PossibleCommand } from '#cqrs/possible-commands.js';
import { RequestAmendment, WithdrawAmendmentRequest } from '../../application/awards/request-amendment.js';
import { TakeAwardStep } from '../../application/awards/steps.js';
import { isWaiting } from '../../domain/award/requests.js';
import type { AcceptedAward } from '../../domain/award/state.js';

/** What the possible commands on requests of the recipient are made of. */
export interface RequestFacts {
  readonly caseId: string;
  /** Calendar date. */
  readonly today: string;
  /** Officials register what came otherwise than through the portal. */
  readonly official: boolean;
}

/** Asking for other terms, and what becomes of each request that waits. */
export function possibleOnRequests(
  { caseId: id, today, official }: RequestFacts,
  { requests }: AcceptedAward,
): PossibleCommand[] {
  const base = `/v1/awards/${id}`;
  const command = possibleUnder(base);
  const step = possibleSteps(
    base,
    (content: TakeAwardStep['content'], context) => new TakeAwardStep(id, content, context),
  );
  const came = official ? ({ arrival: { channel: 'post', sentOn: today } } as const) : {};
  const asking = {
    wish: 'The second instalment three months later.',
    grounds: 'The premises are ready in autumn.',
    ...came,
  };
  const words = { grounds: 'As proposed.' };
  return [
    command(
      'request-amendment',
      'amendment-requests',
      asking,
      (context) => new RequestAmendment(id, asking, context),
    ),
    ...(requests ?? []).filter(isWaiting).flatMap(({ request, status, refusal }) => [
      command(
        'withdraw-amendment-request',
        `amendment-requests/${request}/withdrawal`,
        came,
        (context) => new WithdrawAmendmentRequest(id, { request, ...came }, context),
      ),
      step(
        `amendment-requests/${request}/refusal`,
        { type: 'ProposeAmendmentRefusal', request, grounds: 'The places are needed now.' },
        'request',
      ),
      ...(status === 'refusal-proposed' && refusal
        ? [
            step(
              `amendment-refusals/${refusal.number}/approval`,
              { type: 'ApproveAmendmentRefusal', refusal: refusal.number, ...words },
              'refusal',
            ),
            step(
              `amendment-refusals/${refusal.number}/return`,
              {
                type: 'ReturnAmendmentRefusal',
                refusal: refusal.number,
                grounds: 'Ask about the lease first.',
              },
              'refusal',
            ),
          ]
        : []),
    ]),
  ];
}
