import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventsourcing/decider.js';
import { specification } from '#eventsourcing/given-when-then.js';
import { leadTo } from '#eventsourcing/testing/outcomes.js';
import { call } from './call.js';
import { closedAt, closedToArrival, type OpenCall } from './closing.js';
import { CALL as data, samples } from './testing/samples.js';

const { given } = specification(call);
const { states, commands } = samples;

const announce = { type: 'AnnounceCall', ...data } as const;
const announced = { type: 'CallAnnounced', data } as const;

describe('a call', () => {
  it('is announced once; the same again changes nothing', () => {
    given().when(announce).then(announced);
    given(announced).when(announce).then();
    given(announced)
      .when({ ...announce, frame: 2 })
      .refused('call-exists');
  });

  it('is announced with money', () => {
    for (const frame of [0, -1])
      given()
        .when({ ...announce, frame })
        .refused('amount-invalid');
    given()
      .when({ ...announce, frame: 1 })
      .thenTypes('CallAnnounced');
    const before = { ...data, frame: 0 };
    given({ type: 'CallAnnounced', data: before })
      .when({ type: 'AnnounceCall', ...before })
      .then();
  });

  it('closes after it opens', () => {
    given()
      .when({ ...announce, closesAt: data.opensAt })
      .refused('call-period-invalid');
  });

  it('takes applications from its opening instant until just before its closing instant', () => {
    const at = (now: string) => closedAt(data, now)?.code ?? 'open';
    expect(
      [
        '2026-01-01T06:59:59Z',
        '2026-01-01T07:00:00Z',
        '2026-02-01T10:59:59.999Z',
        '2026-02-01T11:00:00Z',
      ].map(at),
    ).toEqual(['call-not-open', 'open', 'open', 'call-closed']);
  });

  it('is extended beyond its closing instant only, and before it has passed', () => {
    const { ExtendCall: extend } = commands;
    const extended = (closesAt: string, now = extend.now) =>
      given(announced).when({ ...extend, closesAt, now });
    extended('2026-01-20T11:00:00Z').refused('extension-not-later');
    extended(data.closesAt).refused('extension-not-later');
    extended('2026-02-15T11:00:00Z', '2026-02-01T10:59:59Z').thenTypes('CallExtended');
    extended('2026-02-15T11:00:00Z', '2026-02-01T11:00:00Z').refused('call-closed');
  });

  it('is dispensed from for a time after its closing, and never backwards', () => {
    const { GrantDispensation: grant } = commands;
    given(announced)
      .when({ ...grant, until: data.closesAt })
      .refused('dispensation-invalid');
    given(...states.closed)
      .when({ ...grant, now: grant.until })
      .refused('dispensation-invalid');
  });

  it('is closed by the instant, whether the timer came or not', () => {
    const at = (state: keyof typeof states, now: string, organisation = 'another') =>
      closedAt(fold(call, states[state]) as OpenCall, now, organisation)?.code ?? 'open';
    const [before, closing, later] = ['2026-02-01T10:59:59Z', '2026-02-01T11:00:00Z', '2026-02-08T11:00:00Z'];
    expect([at('closed', before), at('announced', closing)]).toEqual(['open', 'call-closed']);
    expect([at('extended', closing), at('extended', later)]).toEqual(['open', 'call-closed']);
    expect(at('cancelled', before)).toBe('call-cancelled');
    const dispensed = 'closed, with a dispensation';
    expect([at(dispensed, later), at(dispensed, later, 'workshop')]).toEqual(['call-closed', 'open']);
    expect(at(dispensed, '2026-02-10T11:00:00Z', 'workshop')).toBe('call-closed');
  });

  it('takes what came by post by dispensation alone, in time by the day it was posted', () => {
    const today = '2026-02-20';
    const at = (state: keyof typeof states, sentOn: string, organisation = 'workshop') =>
      closedToArrival(
        fold(call, states[state]) as OpenCall,
        { channel: 'post', sentOn, receivedOn: today, registeredBy: 'anna' },
        { organisation, today },
      )?.code ?? 'open';
    const dispensed = 'closed, with a dispensation';
    expect(at(dispensed, '2026-02-10')).toBe('open');
    expect(at(dispensed, '2026-02-11')).toBe('call-closed');
    expect(at(dispensed, '2026-02-10', 'another')).toBe('dispensation-missing');
    expect(at('announced', '2026-01-20')).toBe('dispensation-missing');
    expect([at(dispensed, '2025-12-01'), at(dispensed, '2026-02-21')]).toEqual([
      'date-out-of-range',
      'date-out-of-range',
    ]);
    expect(at('cancelled', '2026-01-20')).toBe('call-cancelled');
  });
});

describe('every command in every state of a call', () => {
  leadTo(call, samples);
});
