import { Controller, Inject, Module, Param, Post, type DynamicModule } from '@nestjs/common';
import type { EventStore } from '#event-store/port.js';
import type { CommandContext } from '#eventsourcing/command.js';
import type { NewEvent } from '#eventsourcing/event.js';
import { derivedId } from '#eventsourcing/ids.js';
import { streams } from '#grants/contract/events.js';
import { Command, respond } from '#http/commands.js';
import { NoContent } from '#http/no-content.js';
import { EVENT_STORE } from '#cqrs/tokens.js';

/** What the event of a bare command holds. */
export type Sample = Pick<NewEvent, 'type' | 'schemaVersion' | 'data'>;

const SAMPLE = Symbol('an event of the kind that a submission leaves');

/** The least a durable command over HTTP can do: the submission's guard and DTO, then one append. */
@Controller('v1/bare')
class BareController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SAMPLE) private readonly sample: Sample,
  ) {}

  @Post(':id/submission')
  async append(@Param('id') id: string, @NoContent() _: object, @Command() context: CommandContext) {
    const { actor, commandId, commandHash, correlationId, now } = context;
    const metadata = { actor, caseId: id, commandId, commandHash, correlationId, occurredAt: now };
    const event = { ...this.sample, id: derivedId(commandId, 0), metadata };
    const { revision, position } = await this.store.append(streams.application(id), 'no-stream', [event]);
    return respond({ ok: true, receipt: { id, revision, position } });
  }
}

/** Serves nothing but {@link BareController}. */
@Module({})
export class BareModule {
  /** The route over a log; every command leaves an event like the sample. */
  static over(store: EventStore, sample: Sample): DynamicModule {
    return {
      module: BareModule,
      controllers: [BareController],
      providers: [
        { provide: EVENT_STORE, useValue: store },
        { provide: SAMPLE, useValue: sample },
      ],
    };
  }
}
