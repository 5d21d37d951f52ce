import { describe, expect, it } from '@jest/globals';
import { catalogue } from '#composition/catalogue.js';
import type { DomainEvent } from '#eventsourcing/event.js';
import { mostOf } from '#eventsourcing/repetitions.js';
import type { StreamRules } from '#eventsourcing/stream-rules.js';
import { DECIDERS } from '#test/golden/states.js';
import { isSpec, sources as all } from '#test/house/sources.js';
import {
  asksWho,
  commandsOfApi,
  handlersIn,
  sendsUnasked,
  stepsIn,
  stepsOfApi,
  unguardedIn,
} from './dispatches.js';

type Rules = StreamRules<unknown, never, DomainEvent>;

const sources = all.filter((source) => source.path.startsWith('libs/') && !isSpec(source));
const handlers = handlersIn(sources);
const [asked, following] = [stepsIn(sources, 'may'), stepsIn(sources, 'follows')];

/** What people may do as often as there is something to do it to. */
const UNENDING: Readonly<Record<string, string>> = {
  RegisterEntryConfirmed: 'once for each aid of the one register',
};

/** Commands of the API that end otherwise than by the count of what they led to. */
const BOUNDED_OTHERWISE: Readonly<Record<string, string>> = {
  CreateDraft: 'too-many-drafts, too-many-applications',
  ReplaceDraft: 'takes the place of what was there',
  AddAttachment: 'too-many-attachments',
  RemoveAttachment: 'takes out what is there',
  SubmitApplication: 'once for each draft',
  SubmitAppeal: 'once for each appeal; too-many-appeals',
  SubmitOtherAppeal: 'once for each appeal; too-many-appeals',
  RegisterAppeal: 'once for each appeal; too-many-appeals',
  RegisterApplication: 'once for each application',
  EstablishPilot: 'once for each pilot',
};

/** What is carried out however often it came, by its handler: nobody sends it, or it comes to an end by itself. */
const UNASKED: Readonly<Record<string, string>> = {
  ReplaceDecisionHandler: 'follows from an appeal',
  ReinstateAwardHandler: 'follows from an appeal',
  LiftAmendmentHandler: 'follows from an appeal',
  DeferClaimHandler: 'follows from an appeal',
  FlagClaimHandler: 'follows from a flag: one for each person and claim',
  UpholdFlaggedClaimHandler: 'follows from a decision that was upheld',
  EndDeferralHandler: 'follows from an appeal',
  AnnulClaimHandler: 'follows from an appeal or a decision',
  UpholdClaimInPartHandler: 'follows from an appeal',
  LevelAwardHandler: 'follows from what moved; too-many-reservations',
  LowerClaimHandler: 'follows from what moved',
  LowerFallenClaimHandler: 'follows from what moved',
  FundDecisionHandler: 'follows from what a budget got',
  ReopenOfferHandler: 'follows from what moved the time to accept',
  OpenPayoutHandler: 'follows from a release or an order',
  SettleHoldHandler: 'part of a decision; what stands at its revision is put there once',
  ReserveInstructionHandler: 'part of an instruction; once for each of a payout',
  ReservePayingBackHandler: 'part of an approval; once for each proposal to pay back',
  LapseInstructionHandler: 'part of what lowers what may be paid; once for each instruction',
  CancelPayoutHandler: 'follows from what was decided on the award',
  CorrectPayoutAccountHandler: 'follows from a corrected account',
  OpenRecoveryHandler: 'follows from what is due back',
  ReserveCommitmentHandler: 'part of an approval; too-many-reservations',
  ReleaseCommitmentHandler: 'follows from what was given up',
  AdjustCommitmentHandler: 'part of an approval',
  TakeBackRaiseHandler: 'follows from what was given up',
  RecordAidHandler: 'part of an approval; too-many-reservations',
  ApproveDecisionHandler: 'gives up what was reserved; too-many-reservations',
  SignContractHandler:
    'gives up what was reserved when another was faster, after it was asked whether all is well',
  EstablishPilotHandler: 'once for each pilot',
  SubmitApplicationHandler: 'once for each draft',
};

describe('what people may repeat in a stream', () => {
  it('has an end for every type of event in every stream', async () => {
    const streams = await rulesOf();
    expect(new Set(streams.map(({ decider }) => decider))).toEqual(new Set(Object.values(DECIDERS)));
    const named = streams.flatMap((rules) =>
      Object.keys(rules.mostOf ?? {}).map((type) => [rules, type] as const),
    );
    expect(named.map(([, type]) => type).filter((type) => !(type in catalogue))).toEqual([]);
    const unending = named.filter(([rules, type]) => !Number.isSafeInteger(mostOf(rules, type)));
    expect(unending.map(([, type]) => type)).toEqual(Object.keys(UNENDING));
    for (const rules of streams) expect(mostOf(rules, 'AnyOther')).toBeLessThanOrEqual(50_000);
  });
});

describe('the commands of the API', () => {
  it('are many, and each is carried out by somebody', () => {
    const steps = stepsOfApi(sources, asked);
    expect([...commandsOfApi(sources, handlers), ...steps].length).toBeGreaterThan(80);
    expect(asked.filter((step) => !steps.includes(step))).toEqual([]);
  });

  it('have nothing at hand that only follows from something else', () => {
    expect(stepsOfApi(sources, following)).toEqual([]);
  });

  it('are counted as what a person does, or end otherwise', () => {
    const byCommand = new Map(handlers.map((handler) => [handler.command, handler]));
    const uncounted = commandsOfApi(sources, handlers).filter((name) => !asksWho(byCommand.get(name)!));
    expect(uncounted).toEqual(Object.keys(BOUNDED_OTHERWISE).toSorted());
  });
});

describe('what is carried out however often it came', () => {
  it('is handed over by few', () => {
    const methods = unguardedIn(sources).filter((found) => !found.includes('/testing/'));
    expect(methods.filter((found) => !/: (?:follow|book)$/.test(found))).toEqual([
      'libs/grants/application/applications/applications.ts: submit',
      'libs/grants/application/applications/applications.ts: submitAgain',
      // The operator at the command line, for each state of a published data set.
      'libs/pilots/application/historical/historical-pilots.ts: register',
    ]);
  });

  it('is known, with the reason why it ends', () => {
    const unasked = handlers.filter(sendsUnasked).map(({ name }) => name);
    expect(unasked.toSorted()).toEqual(Object.keys(UNASKED).toSorted());
  });

  it('would be found out in a command that is added', () => {
    const path = 'libs/grants/application/awards/x.ts';
    const text =
      '@CommandHandler(Repeat)\nexport class RepeatHandler { execute() { return this.awards.follow(1); } }';
    const [added] = handlersIn([{ path, text }]);
    expect(added).toMatchObject({ command: 'Repeat', name: 'RepeatHandler' });
    expect(asksWho(added!)).toBe(false);
    expect(sendsUnasked(added!)).toBe(true);
  });
});

/** The rules of all streams; whoever states some exports them as `rules`. */
async function rulesOf(): Promise<readonly Rules[]> {
  const stating = sources.filter(
    ({ path, text }) => /: StreamRules<[^=]*= \{\n  decider/.test(text) && !path.includes('/testing/'),
  );
  const modules = stating.map(({ path }) => import(path.replace(/^libs\/(.*)\.ts$/, '#$1.js')));
  return (await Promise.all(modules)).map(({ rules }: { readonly rules: Rules }) => rules);
}
