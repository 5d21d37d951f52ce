import { refusal, type Refusal } from '#eventsourcing/refusal.js';

/** Persons who may declare, or be ruled on, in one case. */
export const MOST_DECLARANTS = 200;
/** How often one person may declare in a case, changes of mind included. */
export const MOST_DECLARATIONS = 20;
/** How often one person's impartiality may be ruled on in a case. */
export const MOST_RULINGS = 20;

/** What a person says of their impartiality in a case. */
export interface Declaration {
  readonly conflict: boolean;
  /** In doubt: a superior rules. */
  readonly doubt?: boolean | undefined;
  readonly statement?: string | undefined;
}

/** What a declaration comes to. */
export type Declared = 'no-conflict' | 'conflict' | 'doubt';

/** What a person declared on their impartiality in a case, the last time, and what a superior ruled since. */
export interface Impartiality {
  /** Left out: a superior ruled on somebody who has not declared yet. */
  readonly declared?: Declared | undefined;
  readonly ruling?: { readonly mayPrepare: boolean; readonly mayDecide: boolean } | undefined;
  /** How often the person declared, and was ruled on. */
  readonly declarations?: number;
  readonly rulings?: number;
}

/** Which part an official takes in a case: a ruling may allow preparing alone. */
export type OfficialPart = 'mayPrepare' | 'mayDecide';

/** What a declaration says; a conflict goes before a doubt. */
export function declaredBy({ conflict, doubt = false }: Omit<Declaration, 'statement'>): Declared {
  if (conflict) return 'conflict';
  return doubt ? 'doubt' : 'no-conflict';
}

/** A new conflict or doubt sets aside a ruling that found the person impartial. */
export function afterDeclaration(known: Impartiality | undefined, said: Declared): Impartiality {
  const { ruling, declarations = 0, ...before } = known ?? {};
  const stands = ruling && (said === 'no-conflict' || !ruling.mayDecide);
  return { ...before, declared: said, ...(stands ? { ruling } : {}), declarations: declarations + 1 };
}

/** The latest ruling counts. */
export function afterRuling(
  known: Impartiality | undefined,
  { mayPrepare, mayDecide }: NonNullable<Impartiality['ruling']>,
): Impartiality {
  return { ...known, ruling: { mayPrepare, mayDecide }, rulings: (known?.rulings ?? 0) + 1 };
}

/** Nobody clears themselves of a conflict, of a doubt or of what a superior ruled. */
export function clearsThemselves(known: Impartiality | undefined, said: Declared): boolean {
  if (said !== 'no-conflict' || known === undefined || known.ruling?.mayDecide === true) return false;
  return known.ruling !== undefined || (known.declared !== undefined && known.declared !== 'no-conflict');
}

/** Why a person may not take part, by what is on record of them. */
export function barredFrom(
  known: Impartiality | undefined,
  part: OfficialPart,
): ImpartialityRefusal | undefined {
  const { declared, ruling } = known ?? {};
  if (ruling && !ruling[part]) return no.impartiality();
  if (declared === undefined) return no.declaration();
  return ruling || declared === 'no-conflict' ? undefined : unruled(declared);
}

/** Whether a person is known to have a conflict of interest, so that a stand-in has to prepare. */
export function isConflicted(known: Impartiality | undefined): boolean {
  const { declared, ruling } = known ?? {};
  return ruling ? !ruling.mayPrepare : declared === 'conflict';
}

function unruled(declared: Declared): ImpartialityRefusal {
  return declared === 'conflict' ? no.impartiality() : no.ruling();
}

/** Why somebody may take no part in a case. */
export type ImpartialityRefusal = Refusal<
  'impartiality-not-declared' | 'impartiality-in-doubt' | 'conflict-of-interest'
>;

/** Why nothing is paid in a case whose decision was prepared or made by somebody with a conflict. */
export function flaggedDecision(decision: number) {
  return refusal(
    'conflict',
    'decision-flagged',
    `somebody with a conflict of interest had a part in decision ${decision}: nothing is paid until it is upheld or taken again`,
    { decision },
  );
}

/** The refusals, each with its sentence. */
export const no = {
  declaration: () =>
    refusal(
      'conflict',
      'impartiality-not-declared',
      'who takes a step in a case has declared their impartiality in it: before, or with the step as `impartiality`',
    ),
  ruling: () =>
    refusal(
      'conflict',
      'impartiality-in-doubt',
      'a superior has to rule on the impartiality of someone in doubt before that person takes a step',
    ),
  impartiality: () =>
    refusal(
      'forbidden',
      'conflict-of-interest',
      'someone with a conflict of interest may neither prepare nor decide',
    ),
  /** Of who approves what somebody else prepared. */
  preparation: ({ code, kind }: Refusal) =>
    code === 'impartiality-in-doubt'
      ? refusal(kind, code, 'a superior has to rule on the impartiality of who prepared this first')
      : refusal(
          'forbidden',
          'conflict-of-interest',
          'who prepared this has a conflict of interest: another person prepares it anew',
        ),
  ownImpartiality: () => refusal('forbidden', 'own-impartiality', 'nobody rules on their own impartiality'),
  declarations: (most: number) =>
    refusal('conflict', 'too-many-declarations', `a person declares ${most} times at most in a case`, {
      most,
    }),
  declarants: (most: number) =>
    refusal('conflict', 'too-many-declarations', `at most ${most} persons declare in a case`, { most }),
  rulings: (most: number) =>
    refusal('conflict', 'too-many-rulings', `at most ${most} rulings are made on one person in a case`, {
      most,
    }),
} as const;
