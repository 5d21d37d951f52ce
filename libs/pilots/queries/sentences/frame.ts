import type { SentencesOf } from '#cqrs/queries/sentence.js';
import type { HistoricalPilotRegistered, PilotFrameEvent } from '../../contract/events.js';

/** What is told of a pilot as a whole. */
export const FRAME_SENTENCES: SentencesOf<PilotFrameEvent | HistoricalPilotRegistered> = {
  PilotEstablished: {
    what: ({ establishedBy, title, directorates }) =>
      `${establishedBy} established the pilot “${title}”, run by ${directorates.join(' and ')}`,
  },
  FrameworkDrafted: {
    what: ({ draftedBy, framework, directorate }) =>
      `${draftedBy} of ${directorate} drafted version ${framework.version} of the framework`,
  },
  FrameworkAdopted: {
    what: ({ adoptedBy, version, directorate }) =>
      `${adoptedBy} adopted version ${version} of the framework for ${directorate}`,
  },
  PartnerJoined: {
    what: ({ name, role }) => `${name} takes part as ${words(role)}`,
  },
  PartnerRemoved: {
    what: ({ organisation, role }) => `${organisation} takes part as ${words(role)} no longer`,
    why: ({ grounds }) => grounds,
  },
  PartnerAccountProposed: {
    what: ({ correction, organisation, role, proposer, byPartner }) =>
      `${proposer} proposed${byPartner ? '' : ' as an official'} that ${organisation}, ${words(role)}, is paid at another account (correction no. ${correction})`,
    why: ({ evidence }) => evidence,
  },
  PartnerAccountCorrected: {
    what: ({ correction, organisation, approver }) =>
      `${approver} approved correction no. ${correction}, of the account of ${organisation}: what is not with the bank goes there`,
    why: ({ grounds }) => grounds,
  },
  PartnerAccountRejected: {
    what: ({ correction, organisation, person }) =>
      `${person} rejected correction no. ${correction}, of the account of ${organisation}: payouts go where they went`,
    why: ({ grounds }) => grounds,
  },
  DevelopmentGrantLinked: {
    what: ({ municipality }) =>
      `The application of ${municipality} for development costs belongs to the pilot`,
  },
  TerminationProposed: {
    what: ({ proposedBy, directorate, lastDay }) =>
      `${proposedBy} of ${directorate} proposed to end the pilot early, on ${lastDay}`,
    why: ({ grounds }) => grounds,
  },
  TerminationDeclined: {
    what: ({ declinedBy, directorate }) => `${declinedBy} of ${directorate} decided that the pilot goes on`,
    why: ({ grounds }) => grounds,
  },
  PilotTerminated: {
    what: ({ approvedBy, directorate, lastDay }) =>
      `${approvedBy} of ${directorate} agreed: the pilot ends early, on ${lastDay}`,
  },
  PilotImpartialityDeclared: {
    what: ({ person, conflict, doubt }) =>
      `${person} declared ${conflict ? 'a conflict of interest' : doubt ? 'a doubt on their impartiality' : 'no conflict of interest'}`,
    why: ({ statement }) => statement,
  },
  PilotImpartialityRuled: {
    what: ({ ruledBy, person, disqualified, mayPrepare }) =>
      `${ruledBy} ruled that ${person} is ${disqualified ? (mayPrepare ? 'disqualified, and may prepare only' : 'disqualified') : 'impartial'}`,
    why: ({ grounds }) => grounds,
  },
  PilotClosed: {
    what: ({ closedBy }) => `${closedBy} closed the pilot`,
    why: ({ conclusion }) => conclusion,
  },
  HistoricalPilotRegistered: {
    what: ({ bond }) => `“${bond.title}” was registered from a published data set`,
  },
};

function words(role: string): string {
  return role.replaceAll('-', ' ');
}
