import type { ApplicationEvent } from '../contract/events.js';
import type { CaseLog, Recorded } from './case-log.js';
import { attachmentsOf, type AttachmentView, type SubmissionView } from './submission-view.js';

/** A request for supplement and what came of it; a text whose key was erased is `null`. */
export interface SupplementView {
  readonly request: number;
  readonly items: readonly (string | null)[];
  /** Calendar date. */
  readonly dueOn: string;
  readonly requestedAt: string;
  readonly answer?: string | null;
  readonly attachments?: readonly AttachmentView[];
  readonly answeredAt?: string;
  /** Nobody answered in time. */
  readonly overdue?: true;
}

/** What of an application a supplement, or a further declaration of aid, may change. */
export type ChangedLater = Pick<SubmissionView, 'amount' | 'budgetLines' | 'coFunding' | 'stateAid'>;

/** The requests of a case in order, and the application as the last answers left it. */
export async function supplementsOf(
  events: readonly Recorded<ApplicationEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<{
  readonly supplements: readonly SupplementView[];
  readonly changed: ChangedLater;
  readonly erased: boolean;
}> {
  const supplements = new Map<number, SupplementView>();
  let changed: ChangedLater = {};
  let anyErased = false;
  let currency = '';
  for (const event of events) {
    const at = event.metadata.recordedAt;
    switch (event.type) {
      case 'ApplicationSubmitted':
        currency = event.data.amount.currency;
        break;
      case 'SupplementRequested': {
        const { data, erased } = await log.read<typeof event>(event);
        anyErased ||= erased;
        const { request, items, dueOn } = data;
        supplements.set(request, { request, items, dueOn, requestedAt: at });
        break;
      }
      case 'ApplicationSupplemented': {
        const { data, erased } = await log.read<typeof event>(event);
        anyErased ||= erased;
        const { request, answer, attachments, amount, budgetLines, coFunding } = data;
        const asked = supplements.get(request)!;
        const answered = {
          ...asked,
          answer,
          ...(attachments ? { attachments: attachmentsOf(attachments) } : {}),
          answeredAt: at,
        };
        supplements.set(request, answered);
        changed = {
          ...changed,
          ...(amount ? { amount } : {}),
          ...(budgetLines
            ? {
                budgetLines: budgetLines.map(({ text, amount: of }) => ({
                  text,
                  amount: { amount: of, currency },
                })),
              }
            : {}),
          ...(coFunding === undefined ? {} : { coFunding: { amount: coFunding, currency } }),
        };
        break;
      }
      case 'StateAidDeclared':
        changed = { ...changed, stateAid: event.data.stateAid };
        break;
      case 'SupplementOverdue': {
        const asked = supplements.get(event.data.request)!;
        supplements.set(event.data.request, { ...asked, overdue: true });
        break;
      }
      default:
    }
  }
  return { supplements: [...supplements.values()], changed, erased: anyErased };
}
