import type { CommandBus } from '@nestjs/cqrs';
import type { CommandContext, Outcome } from '#eventsourcing/command.js';
import type { Actor } from '#eventsourcing/event.js';
import { newId } from '#eventsourcing/ids.js';
import { AnnounceCall } from '#grants/application/calls/announce-call.js';
import { CreateDraft } from '#grants/application/drafts/create-draft.js';
import { MOST_DRAFTS } from '#grants/application/drafts/draft-store.js';
import { TakeSchemeStep } from '#grants/application/schemes/steps.js';
import type { DevIssuer } from '#access/identity/dev-issuer.js';
import { organisationNumbered } from '../synthetic/organisations.js';
import { Random } from '../synthetic/random.js';
import { CRITERIA, CURRENCY } from '../synthetic/schemes.js';

/** A draft that waits to be submitted, and who may do so. */
export interface WaitingDraft {
  readonly id: string;
  readonly token: string;
}

const SCHEME = 'bench-scheme';
const CALL = 'bench-call';
const DAY = 24 * 3600 * 1000;
/** Fewer than an applicant may have in a call. */
const DRAFTS_EACH = MOST_DRAFTS / 2;
/** Drafts written at the same time, so that they share commits. */
const TOGETHER = 200;

/** Establishes a scheme with a call that is open now. */
export async function openCall(commands: CommandBus): Promise<void> {
  const manager = { subject: 'bench-manager', roles: ['scheme-manager'], organisation: '974760673' };
  const scheme = {
    type: 'EstablishScheme',
    name: 'A scheme to be measured',
    ministry: 'Ministry of Culture',
    budgetChapter: '0315',
    budgetPost: '70',
    goal: 'Numbers',
    targetGroup: 'Engineers',
    currency: CURRENCY,
    regulation: {
      version: '1',
      inForceFrom: day(-400).slice(0, 10),
      criteria: CRITERIA,
      decisionDays: 90,
      multiYear: true,
      legalReferences: [],
    },
  } as const;
  const call = {
    schemeId: SCHEME,
    regulationVersion: '1',
    title: 'A call to be measured',
    frame: 1_000_000_000,
    opensAt: day(-1),
    closesAt: day(30),
  };
  accepted(await commands.execute(new TakeSchemeStep(SCHEME, scheme, contextOf(manager))));
  accepted(await commands.execute(new AnnounceCall(CALL, call, contextOf(manager))));
}

let applicantsBefore = 0;

/** Makes complete drafts of many applicants, who are others each time. */
export async function makeDrafts(
  commands: CommandBus,
  issuer: DevIssuer,
  count: number,
): Promise<WaitingDraft[]> {
  const random = new Random(7);
  const applicants = await Promise.all(
    Array.from({ length: Math.ceil(count / DRAFTS_EACH) }, async () => {
      const number = applicantsBefore++;
      const organisation = organisationNumbered(number, 86_000_000);
      const actor = { subject: `bench-applicant-${number}`, roles: ['applicant'], organisation } as const;
      return { actor, token: await issuer.issue(actor) };
    }),
  );
  const drafts: WaitingDraft[] = [];
  while (drafts.length < count) {
    const some = Array.from({ length: Math.min(TOGETHER, count - drafts.length) }, async (_, index) => {
      const { actor, token } = applicants[(drafts.length + index) % applicants.length]!;
      const id = newId();
      const document = documentOf(random, actor);
      accepted(await commands.execute(new CreateDraft(id, { callId: CALL, document }, contextOf(actor))));
      return { id, token };
    });
    drafts.push(...(await Promise.all(some)));
  }
  return drafts;
}

function documentOf(random: Random, { subject }: Actor) {
  const amount = random.between(100, 9000) * 10_000;
  return {
    applicant: {
      name: `Organisation of ${subject}`,
      contactPerson: random.words(2),
      email: `${subject}@example.org`,
      phone: '+47 22 22 22 22',
      account: '15032080119',
    },
    title: random.words(6),
    summary: random.words(45),
    amount: { amount, currency: CURRENCY },
    budgetLines: [
      { text: random.words(3), amount: amount - 100_000 },
      { text: random.words(3), amount: 100_000 },
    ],
  };
}

/** The instant so many days from now. */
function day(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

function contextOf(actor: Actor): CommandContext {
  const commandId = newId();
  const now = new Date().toISOString();
  return { actor, commandId, commandHash: commandId, correlationId: commandId, now };
}

function accepted(outcome: Outcome): void {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.detail}`);
}
