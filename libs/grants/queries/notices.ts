import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#eventsourcing/event.js';
import { pageWithin, type Page, type PageRequest } from '#http/paging.js';
import { Notices } from '../application/notices/notices.js';
import type { NoticeChannel, Noticed } from '../contract/events.js';
import { inOrder, type Notice } from '../domain/notices/notices.js';
import { CaseLog } from './case-log.js';

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
}

/** Notices for those who may see the case. */
@Injectable()
export class NoticeQueries {
  constructor(
    private readonly log: CaseLog,
    @Inject(Notices) private readonly notices: Pick<Notices, 'find'>,
  ) {}

  /** In the order they were told. @throws ProblemException 404 for whoever may not see the case, or when there is none */
  async list(caseId: string, request: PageRequest, actor: Actor): Promise<Page<NoticeView>> {
    await this.log.see(caseId, actor);
    const told = await this.notices.find(caseId);
    return pageWithin(inOrder(told).flatMap(viewOf), request, ({ of }) =>
      'number' in of ? `${of.kind}-${of.number}` : of.id,
    );
  }
}

function viewOf({ about, decidedOn, letter, received }: Notice): NoticeView[] {
  if (about.kind === 'appeal' || about.kind === 'forewarning') return [];
  const { receivedOn = null, channel = null, appealDeadline = null } = received ?? {};
  return [{ of: about, decidedOn, letter: letter?.id ?? null, receivedOn, channel, appealDeadline }];
}
