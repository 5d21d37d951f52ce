import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dateInOslo } from '#calendar/oslo.js';
import { ResourceCommand } from '#cqrs/resource-command.js';
import { MAY } from '../../access.js';
import type { RegulationVersionConsulted } from '../../contract/events.js';
import { Schemes } from './schemes.js';

/** Records who was heard on a draft of the scheme `id`, and what they answered. */
export class ConsultOnRegulationVersion extends ResourceCommand<
  Omit<RegulationVersionConsulted['data'], 'schemeId'>
> {}

/** Carries out {@link ConsultOnRegulationVersion}. */
@CommandHandler(ConsultOnRegulationVersion)
export class ConsultOnRegulationVersionHandler implements ICommandHandler<ConsultOnRegulationVersion> {
  constructor(private readonly schemes: Schemes) {}

  execute({ id, content, context }: ConsultOnRegulationVersion) {
    const on = dateInOslo(context.now);
    const command = { type: 'ConsultOnRegulationVersion', ...content, on } as const;
    return this.schemes.act(MAY['regulation.prepare'], id, command, context);
  }
}
