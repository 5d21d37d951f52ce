import { Injectable } from '@nestjs/common';
import { GuardedStreams } from '#cqrs/guarded-streams.js';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { Resource } from '#access/policy.js';
import { streams, type ReportEvent } from '../../contract/events.js';
import { report, type ReportCommand } from '../../domain/report/report.js';
import { approvesReplacement, preparationsOf } from '../../domain/report/prepared.js';
import type { Report } from '../../domain/report/state.js';

/** What a report's stream keeps to. */
export const rules: StreamRules<Report, ReportCommand, ReportEvent> = {
  decider: report,
  preparedBy: preparationsOf,
  replaced: approvesReplacement,
  streamOf: streams.report,
  // An award has the id of its case.
  caseIdOf: (_, state) => (state.status === 'none' ? undefined : state.required.awardId),
  regulationVersionOf: (state) => (state.status === 'none' ? undefined : state.required.regulationVersion),
};

/** The reports' streams. */
@Injectable()
export class Reports extends GuardedStreams<Report, ReportCommand, ReportEvent> {
  constructor(handling: CommandHandling) {
    super(handling, rules, resourceOf);
  }
}

function resourceOf(state: Report): Resource {
  if (state.status === 'none') return {};
  return { owner: state.required.directorate, applicant: state.required.recipient };
}
