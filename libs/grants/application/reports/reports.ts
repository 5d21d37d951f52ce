import { Injectable } from '@nestjs/common';
import { CommandHandling } from '#eventsourcing/command-handling.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Refusal } from '#eventsourcing/refusal.js';
import { denied, type Action } from '#access/policy.js';
import { streams, type ReportEvent } from '../../contract/events.js';
import { report, type ReportCommand } from '../../domain/report/report.js';
import type { Report } from '../../domain/report/state.js';

/** What a report's stream keeps to. */
export const rules: StreamRules<Report, ReportCommand, ReportEvent> = {
  decider: report,
  streamOf: streams.report,
  // An award has the id of its case.
  caseIdOf: (_, event) => event.data.awardId,
  regulationVersionOf: (state) => (state.status === 'none' ? undefined : state.required.regulationVersion),
};

/** The reports' streams. */
@Injectable()
export class Reports {
  constructor(private readonly handling: CommandHandling) {}

  /** The report as it stands now, its personal fields sealed. */
  async find(id: string): Promise<Report> {
    return (await this.handling.load(rules, id)).state;
  }

  /** Carries out a person's command after the policy was asked. */
  act(
    action: Action,
    id: string,
    command: ReportCommand,
    context: CommandContext,
    judge: (state: Report, usual: Refusal | undefined) => Refusal | undefined = (_, usual) => usual,
  ): Promise<Outcome> {
    const guard = (state: Report) => judge(state, denied(context.actor, action, resourceOf(state)));
    return this.handling.handle(rules, { id, command, context, guard });
  }

  /** Carries out a command that follows from an event, or from the passing of time. */
  follow(id: string, command: ReportCommand, context: CommandContext): Promise<Outcome> {
    return this.handling.handle(rules, { id, command, context });
  }
}

function resourceOf(state: Report) {
  if (state.status === 'none') return {};
  return { owner: state.required.directorate, applicant: state.required.recipient };
}
