import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Action } from '#platform/access/policy.js';
import { ResourceCommand } from '#platform/cqrs/resource-command.js';
import type { PilotCommand } from '../../domain/pilot/commands.js';
import { Pilots } from './pilots.js';

/** Steps that need nothing but the pilot itself, and what the policy is asked before them. */
const ACTIONS = {
  DraftFramework: 'pilot.draft-framework',
  AdoptFramework: 'pilot.adopt-framework',
  JoinPartner: 'pilot.manage',
  RemovePartner: 'pilot.manage',
  OpenCohort: 'pilot.manage',
  CloseCohort: 'pilot.manage',
  RecountCohort: 'pilot.manage',
  ReportService: 'pilot.report-service',
  PlanVisit: 'pilot.manage',
  ReportVisit: 'pilot.manage',
  CancelVisit: 'pilot.manage',
  ReportStatus: 'pilot.report-status',
  RaiseRisk: 'pilot.manage',
  ReassessRisk: 'pilot.manage',
  CloseRisk: 'pilot.manage',
  RecordMeasurement: 'pilot.record-measurement',
  VerifyMeasurement: 'pilot.judge-measurement',
  DisputeMeasurement: 'pilot.dispute-measurement',
  DismissDispute: 'pilot.judge-measurement',
  CorrectMeasurement: 'pilot.record-measurement',
  ProposeTermination: 'pilot.terminate',
  ApproveTermination: 'pilot.terminate',
  DeclineTermination: 'pilot.terminate',
} as const satisfies { readonly [Type in PilotCommand['type']]?: Action };

type Simple = Extract<PilotCommand, { type: keyof typeof ACTIONS }>;

/** A partner's own organisation is content; that of the acting person is not. */
type Without<Command> = Command extends { type: 'JoinPartner' | 'RemovePartner' }
  ? Command
  : Command extends unknown
    ? Omit<Command, 'person' | 'organisation' | 'today'>
    : never;

/** What a step says beside who takes it, and when. */
export type PilotStep = Without<Simple>;

/** The acting person takes a step on the pilot `id`. */
export class TakePilotStep extends ResourceCommand<PilotStep> {}

/** Carries out {@link TakePilotStep}. */
@CommandHandler(TakePilotStep)
export class TakePilotStepHandler implements ICommandHandler<TakePilotStep> {
  constructor(private readonly pilots: Pilots) {}

  execute({ id, content, context }: TakePilotStep) {
    const { subject: person, organisation } = context.actor;
    const command = { person, organisation, today: dateInOslo(context.now), ...content } as PilotCommand;
    return this.pilots.act(ACTIONS[content.type], id, command, context);
  }
}
