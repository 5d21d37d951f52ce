import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Action } from '#access/policy.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { PilotCommand } from '../../domain/pilot/commands.js';
import { Pilots } from './pilots.js';

/** Steps that need nothing but the pilot itself, and what the policy is asked before them. */
const ACTIONS = {
  DraftFramework: MAY['pilot.draft-framework'],
  AdoptFramework: MAY['pilot.adopt-framework'],
  JoinPartner: MAY['pilot.manage'],
  RemovePartner: MAY['pilot.manage'],
  OpenCohort: MAY['pilot.manage'],
  CloseCohort: MAY['pilot.manage'],
  RecountCohort: MAY['pilot.manage'],
  ReportService: MAY['pilot.report-service'],
  PlanVisit: MAY['pilot.manage'],
  ReportVisit: MAY['pilot.manage'],
  CancelVisit: MAY['pilot.manage'],
  ReportStatus: MAY['pilot.report-status'],
  RaiseRisk: MAY['pilot.manage'],
  ReassessRisk: MAY['pilot.manage'],
  CloseRisk: MAY['pilot.manage'],
  RecordMeasurement: MAY['pilot.record-measurement'],
  VerifyMeasurement: MAY['pilot.judge-measurement'],
  DisputeMeasurement: MAY['pilot.dispute-measurement'],
  DismissDispute: MAY['pilot.judge-measurement'],
  CorrectMeasurement: MAY['pilot.record-measurement'],
  ProposeTermination: MAY['pilot.terminate'],
  ApproveTermination: MAY['pilot.terminate'],
  DeclineTermination: MAY['pilot.terminate'],
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
