import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { Actor } from '#eventsourcing/event.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { EVENT_STORE } from '#cqrs/tokens.js';
import { Notices } from '../application/notices/notices.js';
import {
  streams,
  type NoticeChannel,
  type Noticed,
  type NoticeEvent,
  type NoticeReceiptCorrectionProposed,
} from '../contract/events.js';
import { inOrder, noticeOf, type Notice, type Notices as Told } from '../domain/notices/state.js';
import { CaseLog, type Recorded } from './case-log.js';

/** Another day of receipt that waits for the approval of another person. */
export interface NoticeCorrectionView {
  readonly correction: number;
  readonly proposer: string;
  /** Calendar date. */
  readonly receivedOn: string;
  /** `null` where they were erased. */
  readonly grounds: string | null;
}

/** A decision that takes from the party, and what it was told of it. */
export interface NoticeView {
  readonly of: Noticed;
  /** Calendar date. */
  readonly decidedOn: string;
  /** Id of the letter in the case; `null` where none was made. */
  readonly letter: string | null;
  /** Calendar date; `null` while no notice is recorded. */
  readonly receivedOn: string | null;
  readonly channel: NoticeChannel | null;
  /** Last day to appeal; `null` while no notice is recorded, or where nothing can be appealed. */
  readonly appealDeadline: string | null;
  /** For officials. */
  readonly receiptCorrection?: NoticeCorrectionView;
}

/** Notices for those who may see the case. */
@Injectable()
export class NoticeQueries {
  constructor(
    private readonly log: CaseLog,
    @Inject(Notices) private readonly notices: Pick<Notices, 'find'>,
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readStream'>,
  ) {}

  /** In the order they were told. @throws ProblemException 404 for whoever may not see the case, or when there is none */
  async list(caseId: string, request: PageRequest, actor: Actor): Promise<Page<NoticeView>> {
    const { official } = await this.log.see(caseId, actor);
    const told = await this.notices.find(caseId);
    const page = pageWithin(inOrder(told).flatMap(viewOf), request, ({ of }) =>
      'number' in of ? `${of.kind}-${of.number}` : of.id,
    );
    if (!official || !page.items.some(({ of }) => noticeOf(of, told)?.correction)) return page;
    const events = (await this.store.readStream(
      streams.notices(caseId),
    )) as unknown as Recorded<NoticeEvent>[];
    const items = page.items.map(async (view) => ({ ...view, ...(await this.waiting(view, told, events)) }));
    return { ...page, items: await Promise.all(items) };
  }

  private async waiting(
    { of }: NoticeView,
    told: Told,
    events: readonly Recorded<NoticeEvent>[],
  ): Promise<Pick<NoticeView, 'receiptCorrection'>> {
    const { correction } = noticeOf(of, told) ?? {};
    if (!correction) return {};
    const proposed = events.findLast(
      (event): event is Recorded<NoticeReceiptCorrectionProposed> =>
        event.type === 'NoticeReceiptCorrectionProposed' &&
        event.data.correction === correction.number &&
        isSame(event.data.of, of),
    )!;
    const { data } = await this.log.read<NoticeReceiptCorrectionProposed>(proposed);
    const { number, proposer, receivedOn } = correction;
    return { receiptCorrection: { correction: number, proposer, receivedOn, grounds: data.grounds } };
  }
}

function isSame(one: Noticed, other: Noticed): boolean {
  const idOf = (of: Noticed) => ('number' in of ? of.number : of.id);
  return one.kind === other.kind && idOf(one) === idOf(other);
}

function viewOf({ about, decidedOn, letter, received }: Notice): NoticeView[] {
  if (about.kind === 'appeal' || about.kind === 'forewarning') return [];
  const { receivedOn = null, channel = null, appealDeadline = null } = received ?? {};
  return [{ of: about, decidedOn, letter: letter?.id ?? null, receivedOn, channel, appealDeadline }];
}
