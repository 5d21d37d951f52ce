import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import type { Outcome } from '#eventsourcing/command.js';
import { refusal } from '#eventsourcing/refusal.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import type { CallAnnounced } from '../../contract/events.js';
import { regulationOf } from '../../domain/scheme/versions.js';
import { Calls } from './calls.js';
import { Schemes } from '../schemes/schemes.js';

/** Announces the call `id` under a regulation version of its scheme. */
export class AnnounceCall extends ResourceCommand<
  Pick<
    CallAnnounced['data'],
    'schemeId' | 'regulationVersion' | 'kind' | 'title' | 'frame' | 'opensAt' | 'closesAt'
  >
> {}

/** What its scheme does not carry is refused before the policy is asked. */
@CommandHandler(AnnounceCall)
export class AnnounceCallHandler implements ICommandHandler<AnnounceCall> {
  constructor(
    private readonly calls: Calls,
    private readonly schemes: Schemes,
  ) {}

  async execute({ id, content, context }: AnnounceCall): Promise<Outcome> {
    const { schemeId, regulationVersion, kind, opensAt } = content;
    const scheme = await this.schemes.find(schemeId);
    if (scheme.status === 'none') return no('scheme-unknown', `there is no scheme ${schemeId}`);
    const regulation = regulationOf(scheme, regulationVersion);
    if (!regulation)
      return no('regulation-unknown', `the scheme has not adopted a regulation version ${regulationVersion}`);
    const { inForceFrom, kinds = [] } = regulation;
    if (inForceFrom > dateInOslo(opensAt))
      return no(
        'regulation-not-in-force',
        `regulation version ${regulationVersion} is in force from ${inForceFrom}`,
      );
    if (kind !== undefined && !kinds.some(({ code }) => code === kind))
      return no('kind-unknown', `regulation version ${regulationVersion} knows no kind of grant ${kind}`);
    const { directorate, currency } = scheme;
    const command = { type: 'AnnounceCall', callId: id, directorate, currency, ...content } as const;
    return this.calls.announce(id, command, context, { owner: directorate });
  }
}

function no(code: string, detail: string): Outcome {
  return { ok: false, refusal: refusal('invalid', code, detail) };
}
