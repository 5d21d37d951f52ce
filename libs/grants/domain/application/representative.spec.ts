import { describe, expect, it } from '@jest/globals';
import { specification } from '#eventsourcing/given-when-then.js';
import { application } from './application.js';
import { mayInCase } from './representative.js';
import { samples } from './testing/samples.js';

const { given } = specification(application);
const { RecordRepresentative: record, EndRepresentation: end } = samples.commands;
const { granted, represented } = samples.states;
const { organisation, name, powers } = record;
const arrival = {
  channel: 'post',
  sentOn: '2026-02-27',
  receivedOn: '2026-03-02',
  registeredBy: 'arne',
} as const;
const recorded = {
  representation: 1,
  recordedBy: 'ola',
  organisation,
  name,
  lawyer: true,
  powers,
  copyToParty: false,
  since: '2026-03-02',
};

describe('a representative in a case', () => {
  it('needs no written power as a lawyer, and one otherwise', () => {
    given(...granted)
      .when(record)
      .then({ type: 'CaseRepresentativeRecorded', data: recorded });
    const neighbour = { ...record, organisation: undefined, name: 'Nabo Nes', lawyer: false };
    given(...granted)
      .when({ ...neighbour, powerOfAttorney: ' ' })
      .refused('power-of-attorney-missing');
    given(...granted)
      .when({ ...neighbour, powerOfAttorney: 'The letter of 1 March', copyToParty: true })
      .then({
        type: 'CaseRepresentativeRecorded',
        data: {
          ...recorded,
          organisation: undefined,
          name: 'Nabo Nes',
          lawyer: false,
          powerOfAttorney: 'The letter of 1 March',
          copyToParty: true,
        },
      });
  });

  it('is none of the party itself: its own people act for it anyway', () => {
    given(...granted)
      .when({ ...record, organisation: '987 654 325' })
      .refused('represents-itself');
  });

  it('is registered by an official with how and when the party said so', () => {
    const registered = { ...record, recordedBy: 'arne', saidBy: 'official' } as const;
    given(...granted)
      .when(registered)
      .refused('arrival-missing');
    given(...granted)
      .when({ ...registered, arrival: { ...arrival, sentOn: '2026-03-03' } })
      .refused('date-out-of-range');
    given(...granted)
      .when({ ...registered, arrival })
      .then({
        type: 'CaseRepresentativeRecorded',
        data: { ...recorded, recordedBy: 'arne', arrival, since: '2026-02-27' },
      });
  });

  it('is followed by a later one, and ended from either side', () => {
    given(...represented)
      .when(record)
      .then({ type: 'CaseRepresentativeRecorded', data: { ...recorded, representation: 2 } });
    const ended = (by: 'party' | 'representative') =>
      ({ type: 'CaseRepresentationEnded', data: { representation: 1, by, recordedBy: 'ola' } }) as const;
    given(...represented)
      .when(end)
      .then(ended('party'));
    given(...represented)
      .when({ ...end, saidBy: 'representative', by: 'party' })
      .then(ended('representative'));
    given(...represented)
      .when({ ...end, saidBy: 'official', by: 'representative', arrival })
      .then({
        type: 'CaseRepresentationEnded',
        data: { ...ended('representative').data, arrival },
      });
    given(...represented, ended('party'))
      .when(end)
      .refused('no-representative');
  });

  it('does what its powers say', () => {
    expect(mayInCase({ powers: ['appeal'] }, 'appeal')).toBe(true);
    expect(mayInCase({ powers: ['appeal'] }, 'accept')).toBe(false);
    expect(mayInCase({ powers: ['all'] }, 'accept')).toBe(true);
  });
});
