import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { notFound } from '#access/policy.js';
import type { Outcome } from '#eventsourcing/command.js';
import { registered, type ArrivalBody } from '#eventsourcing/arrivals.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { rulesFor } from '../../domain/scheme/versions.js';
import { Applications } from '../applications/applications.js';
import { Pseudonyms } from '../applications/pseudonyms.js';
import { Calls } from '../calls/calls.js';
import { Schemes } from '../schemes/schemes.js';
import { incomplete, submissionIn, type DraftDocument } from './draft-document.js';

/** The acting official registers an organisation's application that came outside the portal: a case of the id `id`. */
export class RegisterApplication extends ResourceCommand<{
  readonly callId: string;
  readonly organisation: string;
  readonly document: DraftDocument;
  readonly arrival: ArrivalBody;
}> {}

@CommandHandler(RegisterApplication)
export class RegisterApplicationHandler implements ICommandHandler<RegisterApplication> {
  constructor(
    private readonly applications: Applications,
    private readonly calls: Calls,
    private readonly schemes: Schemes,
    private readonly pseudonyms: Pseudonyms,
  ) {}

  async execute({ id, content, context }: RegisterApplication): Promise<Outcome> {
    const { callId, organisation, document } = content;
    const call = await this.calls.find(callId);
    if (call.status === 'none') return { ok: false, refusal: notFound() };
    const missing = incomplete(document);
    const arrival = registered(content.arrival, context);
    const regulation = await this.schemes.regulation(call.schemeId, call.regulationVersion);
    const email = document.applicant?.email;
    const personRef = email === undefined ? undefined : await this.pseudonyms.of(email);
    const submission = { ...submissionIn(document, organisation), personRef, arrival };
    const command = {
      type: 'SubmitApplication',
      call,
      regulation: rulesFor(regulation, call.kind),
      submission,
      now: context.now,
    } as const;
    return this.applications.register(id, command, context, missing);
  }
}
