import { called, type Somebody } from '#http/dev-login/cast.js';
import type { Person, Scene } from '../scene.js';

/** Kroner as minor units. */
export function kroner(amount: number): { readonly amount: number; readonly currency: string } {
  return { amount: amount * 100, currency: 'NOK' };
}

const DIRECTORATE = 'labour-and-welfare-directorate';
const APPEAL_BODY = 'social-services-appeal-board';

/** The officials of the scenario's directorate, and the appeal body. */
export interface Agency {
  readonly scene: Scene;
  readonly manager: Person;
  readonly caseworker: Person;
  readonly standIn: Person;
  readonly decisionMaker: Person;
  readonly secondDecisionMaker: Person;
  readonly attester: Person;
  readonly finance: Person;
  readonly superior: Person;
  readonly appealBody: Person;
  readonly auditor: Person;
}

/** Everyone who works there. */
export async function agencyOf(scene: Scene): Promise<Agency> {
  const official = (who: Somebody, ...roles: Parameters<Scene['person']>[1]) =>
    scene.person(who, roles, DIRECTORATE);
  return {
    scene,
    manager: await official(called('mona-manager', 'Mona Myrvold', 'avdelingsdirektør'), 'scheme-manager'),
    caseworker: await official(called('carl-caseworker', 'Carl Christensen', 'rådgiver'), 'caseworker'),
    standIn: await official(called('sara-stand-in', 'Sara Strand', 'rådgiver'), 'caseworker'),
    decisionMaker: await official(called('dina-decides', 'Dina Dyrdal', 'seksjonssjef'), 'decision-maker'),
    secondDecisionMaker: await official(
      called('dag-decides', 'Dag Drange', 'seksjonssjef'),
      'decision-maker',
    ),
    attester: await official(called('atle-attests', 'Atle Ask', 'seniorrådgiver'), 'attester'),
    finance: await official(called('finn-finance', 'Finn Fjeld', 'økonomikonsulent'), 'finance'),
    superior: await official(called('solveig-superior', 'Solveig Sund', 'direktør'), 'superior'),
    appealBody: await scene.person(
      called('berit-board', 'Berit Bakke', 'nemndleder'),
      ['appeal-body'],
      APPEAL_BODY,
    ),
    auditor: await scene.person(
      called('audun-audits', 'Audun Aamodt', 'revisor'),
      ['auditor'],
      'office-of-the-auditor-general',
    ),
  };
}

const regulation = {
  version: '2027-1',
  inForceFrom: '2027-01-01',
  authority: { name: 'Arbeids- og velferdsdirektoratet' },
  criteria: [
    { code: 'need', title: 'Behov i målgruppen', min: 1, max: 5, weight: 2 },
    { code: 'solution', title: 'En ny løsning', min: 1, max: 5, weight: 2, threshold: 2 },
    { code: 'capacity', title: 'Evne til å gjennomføre', min: 1, max: 5, weight: 1 },
  ],
  eligibility: {
    checks: [{ code: 'no-dividend', text: 'Vedtektene forbyr utbytte', required: true }],
  },
  maximumAmount: kroner(2_000_000),
  coFundingShortfall: 'promised',
  decisionDays: 90,
  multiYear: true,
  supplement: { weeks: 3 },
  acceptance: { weeks: 3 },
  forewarning: { weeks: 2 },
  appeal: {
    period: { weeks: 3 },
    outerLimit: { years: 1 },
    body: APPEAL_BODY,
    bodyName: 'Klagenemnda for sosialt entreprenørskap',
  },
  reporting: [
    {
      code: 'annual',
      title: 'Årsrapport med regnskap',
      every: 'year',
      dueMonth: 3,
      dueDay: 31,
      withAccounts: true,
      withAuditorStatement: false,
      remindDaysBefore: 28,
    },
  ],
  limitation: { years: 3 },
  legalReferences: ['Prop. 1 S (2026–2027), kapittel 621 post 70'],
};

/** A scheme with its budget by year and an open call; answers the call's id. */
export async function openScheme(
  { manager }: Agency,
  code: string,
  appropriations: Readonly<Record<number, number>>,
  commitmentAuthority: number,
): Promise<string> {
  await manager.send('/v1/schemes', {
    code,
    name: 'Tilskudd til sosialt entreprenørskap',
    ministry: 'Arbeids- og inkluderingsdepartementet',
    budgetChapter: '0621',
    budgetPost: '70',
    goal: 'Nye løsninger mot fattigdom og sosial eksklusjon',
    targetGroup: 'Sosiale entreprenører',
    currency: 'NOK',
    regulation,
  });
  const budget = `/v1/budgets/${code}`;
  for (const [year, amount] of Object.entries(appropriations))
    await manager.send(`${budget}/appropriations`, {
      year: Number(year),
      amount: kroner(amount),
      transferable: true,
    });
  await manager.send(`${budget}/commitment-authorities`, {
    year: 2027,
    amount: kroner(commitmentAuthority),
  });
  const callId = `${code}-2027`;
  await manager.send('/v1/calls', {
    code: callId,
    schemeId: code,
    regulationVersion: regulation.version,
    title: 'Tilskudd til sosiale entreprenører 2027',
    frame: kroner(16_000_000),
    opensAt: '2027-01-04T06:00:00Z',
    closesAt: '2027-01-31T11:00:00Z',
  });
  return callId;
}
