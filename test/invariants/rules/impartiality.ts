import type { RecordedEvent } from '#eventsourcing/event.js';
import { at, caseOf, entry, personOf, textAt, type Rule } from './rule.js';

const PREPARES: ReadonlySet<string> = new Set([
  'SupplementRequested',
  'EligibilityChecked',
  'ApplicationScored',
  'ScoresModerated',
  'ApplicationRecommended',
  'DecisionProposed',
]);
const DECIDES: ReadonlySet<string> = new Set(['ProposalReturned', 'DecisionApproved']);
const ON_APPEAL: ReadonlySet<string> = new Set([
  'AppealPreparationBegun',
  'LateAppealAccepted',
  'AppealDismissalProposed',
  'AppealDismissed',
  'ReversalProposed',
  'AppealReversed',
  'AppealForwarded',
  'AppealLetStand',
  'AppealChangedDecision',
  'AppealAnnulledDecision',
]);

/** What a person said last, and what a superior ruled; a ruling goes before what was said. */
interface Standing {
  readonly said?: 'clear' | 'conflict' | 'doubt';
  readonly ruling?: { readonly mayPrepare: boolean; readonly mayDecide: boolean };
}

/** No step of an assessment, a decision or an appeal by a person without a declaration; none with a conflict. */
export class Impartiality implements Rule {
  private readonly cases = new Map<string, Map<string, Standing>>();
  private readonly appeals = new Map<string, Map<string, boolean>>();

  see(event: RecordedEvent): readonly string[] {
    const { type, stream } = event;
    const appeal = () => entry(this.appeals, stream, () => new Map<string, boolean>());
    switch (type) {
      case 'ImpartialityDeclared':
        return this.declared(event);
      case 'ImpartialityRuled':
        return this.ruled(event);
      case 'AppealImpartialityDeclared':
        appeal().set(textAt(event, 'person'), at(event, 'conflict') === true);
        return at(event, 'person') === personOf(event) ? [] : ['somebody declared for another'];
    }
    const person = personOf(event);
    if (person === undefined) return [];
    if (PREPARES.has(type)) return this.fault(event, person, 'mayPrepare');
    if (DECIDES.has(type)) return this.fault(event, person, 'mayDecide');
    if (!ON_APPEAL.has(type)) return [];
    const { said, ruling } = this.standing(event, person);
    const inAppeal = appeal().get(person);
    if (inAppeal === undefined && said === undefined) return [`${person} declared nothing`];
    const conflict = inAppeal === true || (ruling ? !ruling.mayPrepare : said === 'conflict');
    return conflict ? [`${person} has a conflict`] : [];
  }

  private declared(event: RecordedEvent): readonly string[] {
    const person = textAt(event, 'person');
    const { said, ruling } = this.standing(event, person);
    const says =
      at(event, 'conflict') === true ? 'conflict' : at(event, 'doubt') === true ? 'doubt' : 'clear';
    // A new conflict or doubt sets aside a ruling that found the person impartial.
    const stands = ruling && (says === 'clear' || !ruling.mayDecide);
    this.of(event).set(person, { said: says, ...(stands ? { ruling } : {}) });
    if (person !== personOf(event)) return ['somebody declared for another'];
    return says === 'clear' && said !== undefined && said !== 'clear' && !ruling?.mayDecide
      ? [`${person} took a declaration back`]
      : [];
  }

  private ruled(event: RecordedEvent): readonly string[] {
    const person = textAt(event, 'person');
    const ruling = {
      mayPrepare: at(event, 'mayPrepare') === true,
      mayDecide: at(event, 'mayDecide') === true,
    };
    this.of(event).set(person, { ...this.standing(event, person), ruling });
    return person === personOf(event) ? ['somebody ruled on themselves'] : [];
  }

  private fault(event: RecordedEvent, person: string, step: 'mayPrepare' | 'mayDecide'): readonly string[] {
    const { said, ruling } = this.standing(event, person);
    if (said === undefined) return [`${person} declared nothing`];
    return (ruling ? ruling[step] : said === 'clear') ? [] : [`${person} has a conflict, or a doubt`];
  }

  private standing(event: RecordedEvent, person: string): Standing {
    return this.of(event).get(person) ?? {};
  }

  private of(event: RecordedEvent): Map<string, Standing> {
    return entry(this.cases, caseOf(event), () => new Map<string, Standing>());
  }
}
