import type { RecordedEvent } from '#eventsourcing/event.js';
import { entry, type Rule } from './rule.js';

interface Written {
  revision: number;
  last: string;
  readonly commands: Set<string>;
}

/** A stream has no gap, and the events of one command stand together in it, once; no event id comes twice. */
export class CommandIds implements Rule {
  private readonly streams = new Map<string, Written>();
  private readonly ids = new Set<string>();

  see({ id, stream, revision, metadata: { commandId } }: RecordedEvent): readonly string[] {
    const broken: string[] = [];
    const written = entry(this.streams, stream, () => ({ revision: -1, last: '', commands: new Set() }));
    if (revision !== written.revision + 1) broken.push(`revision ${revision} follows ${written.revision}`);
    if (commandId !== written.last && written.commands.has(commandId))
      broken.push('a command was carried out again');
    if (this.ids.has(id)) broken.push('its id was used before');
    this.ids.add(id);
    written.commands.add(commandId);
    written.revision = revision;
    written.last = commandId;
    return broken;
  }
}
