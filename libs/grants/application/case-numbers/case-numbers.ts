import { Injectable } from '@nestjs/common';
import { dateInOslo, yearOf, type Instant } from '#calendar/oslo.js';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { caseNumberText, streams, type CaseNumberEvent } from '../../contract/events.js';
import {
  caseNumbers,
  type CaseNumberCommand,
  type CaseNumbers as Numbers,
} from '../../domain/case-numbers/case-numbers.js';

/** What the numbers of a year keep to. */
export const rules: StreamRules<Numbers, CaseNumberCommand, CaseNumberEvent> = {
  decider: caseNumbers,
  streamOf: streams.caseNumbers,
  hot: true,
};

/** The short numbers of cases, a stream a year: one installation is one agency. */
@Injectable()
export class CaseNumbers extends GuardedStreams<Numbers, CaseNumberCommand, CaseNumberEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules);
  }

  /** Gives a case its number by the instant of its submission; again changes nothing. */
  give(caseId: string, submittedAt: Instant, context: CommandContext): Promise<Outcome> {
    const year = yearOf(dateInOslo(submittedAt));
    const command = { type: 'GiveCaseNumber', caseId, year } as const;
    return this.follow(String(year), command, context);
  }

  /** The number of a case, as people write it; undefined while it has none. */
  async of(caseId: string, submittedAt: Instant): Promise<string | undefined> {
    const given = (await this.find(String(yearOf(dateInOslo(submittedAt))))).get(caseId);
    return given && caseNumberText(given);
  }
}
