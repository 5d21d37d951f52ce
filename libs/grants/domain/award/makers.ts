import type { AwardEvent, DecidedElsewhere } from '../../contract/events.js';

/** Who prepared something, and who decided it. */
export interface Makers {
  readonly preparers: readonly string[];
  readonly deciders: readonly string[];
}

/** What was decided on a grant since its decision and still holds; whoever made an outcome of an appeal stands in that appeal. */
export type ChangeInForce =
  | ({ readonly of: Extract<DecidedElsewhere, { readonly number: number }> } & Makers)
  | { readonly of: { readonly kind: 'appeal'; readonly id: string } };

/** Amendments and their refusals, revocations and the appeals that undid any of them, as far as no later event undid it. */
export function changesInForce(events: readonly AwardEvent[]): readonly ChangeInForce[] {
  const preparers = new Map<string, string[]>();
  const prepared = (key: string, person: string) =>
    preparers.set(key, [...(preparers.get(key) ?? []), person]);
  const inForce = new Map<string, ChangeInForce>();
  // A later decision on the application sets terms of its own, but for what has a commitment of its own.
  let ofTerms: string[] = [];
  const made = (kind: 'amendment' | 'revocation' | 'refusal', number: number, approver: string) => {
    const key = `${kind} ${number}`;
    inForce.set(key, { of: { kind, number }, preparers: preparers.get(key) ?? [], deciders: [approver] });
    return key;
  };
  const onAppeal = (id: string) => {
    inForce.set(`appeal ${id}`, { of: { kind: 'appeal', id } });
    return `appeal ${id}`;
  };
  for (const { type, data } of events)
    switch (type) {
      case 'AmendmentProposed':
        prepared(`amendment ${data.amendment}`, data.proposer);
        break;
      case 'AwardAmended':
        ofTerms.push(made('amendment', data.amendment, data.approver));
        break;
      case 'AmendmentRefusalProposed':
        prepared(`refusal ${data.refusal}`, data.proposer);
        break;
      case 'AmendmentRefused':
        made('refusal', data.refusal, data.approver);
        break;
      case 'AmendmentRequestReopened':
        inForce.delete(`refusal ${data.refusal}`);
        break;
      case 'AwardContinued':
        made('amendment', data.amendment, data.approver);
        break;
      case 'AmendmentLifted':
        inForce.delete(`amendment ${data.amendment}`);
        if (data.appealId !== undefined) ofTerms.push(onAppeal(data.appealId));
        break;
      case 'RevocationForewarned':
        prepared(`revocation ${data.revocation}`, data.person);
        break;
      case 'RevocationProposed':
        prepared(`revocation ${data.revocation}`, data.proposer);
        break;
      case 'AwardRevoked':
        // Whoever made the decision that ended a grant stands in the application.
        if (data.decision === undefined && data.approver !== undefined)
          made('revocation', data.revocation, data.approver);
        break;
      case 'AwardReinstated':
        if (!data.upheld) inForce.delete(`revocation ${data.revocation}`);
        if (data.appealId !== undefined) onAppeal(data.appealId);
        break;
      case 'DecisionFollowed':
        for (const key of ofTerms) inForce.delete(key);
        ofTerms = [];
        break;
      default:
    }
  return [...inForce.values()];
}
