import type { PilotEvent } from '../../contract/events.js';
import type { Framework } from '../../contract/pilot.js';
import type { ReadEvent } from '../pilot-log.js';

/** The framework as it was drafted last, and who adopted it. */
export interface FrameworkView extends Framework {
  readonly directorate: string;
  readonly draftedBy: string;
  readonly draftedAt: string;
  readonly adoptions: readonly AdoptionView[];
  /** Both directorates have adopted it. */
  readonly inForce: boolean;
}

/** A directorate adopted it. */
export interface AdoptionView {
  readonly directorate: string;
  readonly adoptedBy: string;
  readonly adoptedAt: string;
}

/** The framework after these events; `null` before the first draft. */
export function frameworkView(events: readonly ReadEvent<PilotEvent>[]): FrameworkView | null {
  let view: FrameworkView | null = null;
  for (const { type, data, at } of events) {
    if (type === 'FrameworkDrafted') {
      const { framework, directorate, draftedBy } = data;
      view = { ...framework, directorate, draftedBy, draftedAt: at, adoptions: [], inForce: false };
    }
    if (type === 'FrameworkAdopted' && view !== null) {
      const { directorate, adoptedBy } = data;
      const adoptions: AdoptionView[] = [...view.adoptions, { directorate, adoptedBy, adoptedAt: at }];
      view = { ...view, adoptions, inForce: adoptions.length === 2 };
    }
  }
  return view;
}
