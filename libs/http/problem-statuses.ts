/** The statuses under which the codes of problems are answered; a code that is not here cannot be documented. */
const CODES: Readonly<Record<number, string>> = {
  400: 'invalid-request upload-interrupted',
  401: 'unauthenticated',
  403: `acts-for-another conflict-of-interest debtor-representative decided-the-basis delegation-to-oneself
    forbidden four-eyes not-a-member not-a-party not-a-person not-a-representative not-assigned
    not-evaluator not-own-account not-service-provider not-stand-in not-validator organisation-missing
    organisation-not-chosen other-body other-directorate outside-delegation own-impartiality
    payee-representative`,
  404: 'not-found',
  409: `acceptance-deadline-passed account-corrected account-correction-waits aid-released already-accepted
    already-cancelled already-entered already-final already-named already-notified already-settled already-signed
    already-submitted amendment-outdated appropriation-awaited appeal-decided appeal-open appeal-too-late appeals-as-party
    award-not-finished award-revoked award-suspended barred-by-limitation basis-annulled claim-flagged below-reserved beyond-left
    budget-exceeded call-cancelled call-closed call-exists call-not-open claims-fell cannot-be-settled cohort-state
    condition-unknown contention costs-covered currency-rate-missing de-minimis-exceeded decided-above
    decision-flagged decision-not-flagged decision-notified decision-replaced decision-under-way decision-unknown
    delegation-exists detriment-not-warned dispensation-missing draft-submitted eligibility-not-checked
    enforcement-deferred exceeds-amount exceeds-forewarned exceeds-owed exceeds-owed-back exceeds-received exceeds-settled
    exceeds-share forewarning-running framework-version granted-on-appeal impartiality-in-doubt impartiality-not-declared
    instruction-lapsed instruction-open instruction-pending instruction-unknown instruction-unreserved limitation-runs measurement-state measurements-open no-account-correction
    no-amendment no-amendment-refusal no-amendment-request no-receipt-correction no-representative no-reversal no-revocation no-right-of-appeal
    no-shortfall no-state-aid not-accepted not-appealable not-consulted not-eligible not-forewarned
    not-granted not-late not-notified not-open not-revoked not-settled not-transferable not-withdrawn
    nothing-new nothing-owed nothing-payable nothing-proposed nothing-to-appeal nothing-to-notify
    offer-declined offer-lapsed-in-time offer-not-lapsed
    other-appeal-unheard other-appeal-unknown other-contract other-currency overpaid parties-first paying-back-approved
    paying-back-unreserved
    partner-conflict partner-missing partner-unknown payer-unknown pilot-exists pilot-historical
    proposal-outdated proposal-replaced received-unknown reduction-undecided reference-used regulation-drafted
    regulation-version-exists reply-open reservation-abandoned reservation-in-use reservation-missing
    reservation-released reversal-too-late risk-unknown scheme-exists settlement-outdated
    settlement-state settlement-unknown settlement-version standing-decided standing-undecided still-stands
    state-aid-undeclared termination-unknown to-detriment too-many-amendment-requests too-many-amendments too-many-appeals
    too-many-applications too-many-attachments too-many-conditions too-many-declarations too-many-drafts
    too-many-participants too-many-repetitions too-many-reservations too-many-rulings too-many-stand-ins
    visit-unknown with-the-bank wrong-state`,
  410: 'attachment-erased case-erased letter-erased',
  412: 'precondition-failed',
  413: 'append-too-large attachment-too-large event-too-large too-large',
  415: 'extension-mismatch media-type-mismatch media-type-not-allowed unsupported-media-type',
  422: `absence-invalid acceptance-date-invalid account-invalid accounts-do-not-add-up accounts-missing
    amendment-invalid amount-above-maximum amount-invalid amount-not-wanted applicant-kind-not-admitted
    appointment-invalid arrival-missing attachment-empty attachment-unknown auditor-statement-missing
    beyond-numbers budget-lines-do-not-add-up call-period-invalid call-unknown check-missing
    check-repeated check-unknown co-funding-missing co-funding-too-low cohort-unknown
    consultation-invalid contract-invalid costs-too-low criterion-missing criterion-repeated
    criterion-unknown date-invalid date-out-of-range delegation-invalid detriment-not-wanted
    digest-mismatch dispensation-invalid draft-incomplete due-date-invalid due-in-the-past
    entry-date-invalid extension-not-later grant-unknown ground-not-open grounds-missing
    idempotency-key-reused items-missing kind-unknown limitation-not-later measurement-invalid
    multi-year-not-allowed new-decision-missing new-decision-not-wanted no-amount
    organisation-number-invalid other-currency period-invalid plan-does-not-add-up planned-invalid
    power-of-attorney-missing rate-invalid rate-not-yet-known received-on-invalid regulation-invalid
    regulation-not-in-force regulation-unknown reply-by-invalid reply-by-missing represents-itself
    same-directorates scenario-invalid schedule-does-not-add-up schedule-invalid scheme-unknown
    score-outside-scale version-invalid`,
  503: `case-paused case-unreadable identity-unavailable not-ready not-yet read-model-not-ready
    read-models-unavailable storage-unavailable store-unavailable`,
};

const STATUSES = new Map<string, number[]>();
for (const [status, codes] of Object.entries(CODES))
  for (const code of codes.split(/\s+/)) STATUSES.set(code, [...(STATUSES.get(code) ?? []), Number(status)]);

/** The codes by the status they are answered with, in ascending order. @throws Error for a code that is not known */
export function byStatus(codes: readonly string[]): [status: number, codes: string[]][] {
  const found = new Map<number, Set<string>>();
  for (const code of codes)
    for (const status of statusesOf(code)) found.set(status, (found.get(status) ?? new Set()).add(code));
  return [...found]
    .map(([status, own]): [number, string[]] => [status, [...own].toSorted()])
    .toSorted(([a], [b]) => a - b);
}

function statusesOf(code: string): readonly number[] {
  const statuses = STATUSES.get(code);
  if (statuses) return statuses;
  throw new Error(`the status of the problem ${code} is missing in problem-statuses.ts`);
}
