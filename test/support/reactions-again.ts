import { PROCESSES } from '#composition/process-managers.js';
import { contextFor } from '#processes/process-context.js';
import type { Reaction } from '#processes/reaction.js';
import type { System } from './system.js';
import { settled } from './time.js';

const PAGE = 1_000;

/** Has every reaction react to every event of the log once more, as after a lost checkpoint. */
export async function reactAgain(system: System): Promise<void> {
  await settled(system);
  const { app, clock, stores } = system.standalone;
  for (let page = await stores.log.readAll({ limit: PAGE }); ;) {
    for (const event of page.events)
      for (const type of PROCESSES) {
        const reaction = app.get<Reaction>(type, { strict: false });
        if (!reaction.eventTypes.includes(event.type)) continue;
        const { id, metadata } = event;
        const { correlationId } = metadata;
        const cause = { kind: 'reaction', name: reaction.name, id, correlationId, causationId: id };
        await reaction.react(event, contextFor(cause, clock));
      }
    if (page.atHead) break;
    page = await stores.log.readAll({ after: page.position, limit: PAGE });
  }
  await settled(system);
}
