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

/** The numbers of an application that a supplement may change. */
export type ChangedNumbers = Pick<SubmissionView, 'amount' | 'budgetLines' | 'coFunding'>;

/** The requests of a case in order, and the numbers as the last answers left them. */
export async function supplementsOf(
  events: readonly Recorded<ApplicationEvent>[],
  log: Pick<CaseLog, 'read'>,
): Promise<{
  readonly supplements: readonly SupplementView[];
  readonly changed: ChangedNumbers;
  readonly erased: boolean;
}> {
  const supplements = new Map<number, SupplementView>();
  let changed: ChangedNumbers = {};
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
