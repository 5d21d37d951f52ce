import type { ArrivalChannel } from '#eventsourcing/arrivals.js';
import type { Duration } from '#calendar/duration.js';
import type { AppealedDecision, AppealOutcome, DetrimentGround } from '../facts.js';
import type { LetterTexts } from './bokmal.js';
import { laterInEnglish } from './later-english.js';

const CAME: Readonly<Record<ArrivalChannel, string>> = {
  post: 'posted',
  email: 'sent by e-mail',
  oral: 'made by word of mouth',
};

const APPEALED: Readonly<Record<AppealedDecision, string>> = {
  decision: 'the decision on the grant',
  dismissal: 'the decision to dismiss the appeal',
  revocation: 'the decision to revoke the grant',
  recovery: 'the decision on recovery',
  amendment: 'the decision to amend the grant',
  refusal: 'the refusal of the request to amend the grant',
};

const OUTCOMES: Readonly<Record<AppealOutcome | 'set-aside', string>> = {
  dismissed: 'The appeal has been dismissed. This means that we have not considered its substance.',
  reversed: 'The appeal has succeeded. We have reversed the decision ourselves.',
  'let-stand': 'The appeal has not succeeded. The decision stands.',
  changed: 'We have changed the decision.',
  annulled: 'The decision has been annulled, and the case has been sent back to be considered anew.',
  'set-aside': 'The decision has been set aside.',
};

const ALLOWS: Readonly<Record<DetrimentGround, string>> = {
  'other-interests':
    'We have found that your interests must give way to other interests. You received notice that the decision might be changed to your detriment.',
  'other-appeal': 'Somebody else has appealed against the decision as well, and that appeal has succeeded.',
  'not-notified': 'Notice of the decision had not reached you.',
  invalid: 'The decision is invalid.',
  'other-law': 'Other rules of law allow the decision to be changed.',
  reserved: 'It follows from the decision itself that it may be changed.',
  'general-principles': 'General principles of administrative law allow the decision to be changed.',
};

/** Up to twelve in words. */
const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

const counted = (count: number, unit: string) =>
  count === 1 ? `one ${unit}` : `${NUMBERS[count - 2] ?? count}\u00a0${unit}s`;

/** What letters say in English. */
export const english: LetterTexts = {
  ...laterInEnglish,
  pageOf: 'Page {page} of {pages}',
  date: 'Date',
  ourReference: 'Our reference',
  yourReference: 'Your reference',
  organisation: (number) => `Organisation no. ${number}`,
  attention: (name) => `Att. ${name}`,
  actsFor: (party) => `Representative of ${party}`,
  copyTo: 'Copy to',
  draftMark: 'DRAFT',
  draft: 'DRAFT: This letter has not been sent and may change.',
  copyMark: 'COPY',
  copy: 'COPY: The decision has been made, and the letter has been sent. The letter that was sent is the one that counts.',
  portal: 'the portal in which you applied',
  closing: 'Yours sincerely',
  preparedBy: 'The case was prepared by',
  approvedBy: 'The decision was approved by',
  decidedBy: 'The decision was made by',
  caseworker: 'Caseworker',
  nameNotGiven: 'name not given',
  twoPersons:
    'Two persons dealt with this case: the one who approved the decision took no part in preparing it. This letter was approved electronically and therefore carries no signature.',
  notApproved:
    'The decision has not been approved yet. It must be approved by somebody other than the person who prepared the case.',
  unsigned: 'This letter was approved electronically and therefore carries no signature.',
  duration(duration: Duration): string {
    if ('days' in duration) return counted(duration.days, 'day');
    if ('weeks' in duration) return counted(duration.weeks, 'week');
    if ('months' in duration) return counted(duration.months, 'month');
    return counted(duration.years, 'year');
  },
  weReferTo: (title, scheme, submittedOn) =>
    `We refer to your application${submittedOn ? ` of ${submittedOn}` : ''} for a grant for “${title}” from the grant scheme “${scheme}”.`,
  registered: (what, channel, day, by) =>
    `The ${what} was ${CAME[channel]} on ${day} and registered by ${by}.`,
  appliedFor: (amount) => `You applied for ${amount}.`,
  decision: 'Decision',
  grounds: 'Grounds',
  enquiries: 'Questions',
  enquiriesTo: (where) => `If you have questions, please contact us: ${where}. Please quote our reference.`,

  overview: {
    scheme: 'Grant scheme',
    project: 'Project',
    amount: 'Grant',
    period: 'Grant period',
    acceptBy: 'Accept by',
    budget: 'Budget item',
  },
  period: (from, to) => `${from} – ${to}`,
  budgetPost: (chapter, post) => `chapter ${chapter}${post ? `, post ${post}` : ''}`,

  legalBasis: {
    heading: 'Legal basis',
    regulation: (scheme, version, inForceFrom) =>
      `The decision was made under the regulations for the grant scheme “${scheme}”, version ${version}${inForceFrom ? `, in force from ${inForceFrom}` : ''}.`,
    references: 'The rules are found in:',
    budget: (post) => `The grant is covered by the appropriation under ${post} of the state budget.`,
  },

  grant: {
    title: (title) => `Grant letter: ${title}`,
    granted: (amount) => `We have awarded you a grant of ${amount}.`,
    inPart: (amount) => `We have granted your application in part: you will receive a grant of ${amount}.`,
    followedUpBy: (name) =>
      `${name} pays out the grant and follows it up. Please direct questions about the grant there.`,
    purpose: 'Purpose',
    goal: (goal) => `The goal of the grant scheme is: ${goal}`,
    purposeText: 'The grant is to be used for this purpose, and for nothing else:',
    conditions: 'Conditions',
    conditionsText: 'The grant is subject to these conditions:',
    beforePayout: (text) => `${text} (To be fulfilled before anything is paid.)`,
    standing: [
      'The grant is to be used in accordance with the application, this letter and the regulations for the scheme.',
      'Material changes to the project, its budget or its timetable require our approval in advance.',
      'It must be possible to trace the use of the grant in the accounts.',
    ],
    coFunding: 'Co-funding',
    coFundingText: (amount) =>
      `The grant presupposes that others cover ${amount} of the costs. If the co-funding turns out lower, you must tell us at once; the grant may then be reduced.`,
    payment: 'Payment',
    paymentText:
      'The grant is paid to the account you have given, according to this schedule. Nothing is paid before you have accepted the grant, and payments stop for as long as a report is missing.',
    paymentUnplanned:
      'The grant is paid to the account you have given, at the earliest when you have accepted it. Payments stop for as long as a report is missing.',
    paymentColumns: { number: 'No.', dueDate: 'Due', condition: 'Subject to', amount: 'Amount' },
    sum: 'Total',
    continuation: 'Planned continuation',
    continuationText:
      'We plan to continue the grant as the table shows. This does not bind the state: continuation depends on the budget that parliament adopts, and requires a new decision.',
    continuationColumns: { year: 'Year', amount: 'Amount' },
    reporting: 'Reporting',
    reportingText: 'You must submit these reports by the deadline:',
    reportingNone: 'We do not ask for a separate report on this grant.',
    reportColumns: { report: 'Report', content: 'To contain', dueDate: 'Deadline' },
    reportContent: (accounts, auditor) =>
      [
        'results against the goals',
        ...(accounts ? ['accounts'] : []),
        ...(auditor ? ['auditor’s statement'] : []),
      ].join(', '),
    unspent: (end) =>
      end
        ? `Money that has not been spent when the grant period ends on ${end} must be paid back.`
        : 'Money that is not spent on the purpose must be paid back.',
    acceptance: 'Accepting the grant',
    acceptBy: (date) =>
      `You must accept the grant and its conditions by ${date}. If you do not, the grant lapses.`,
    acceptWithin: (period) =>
      `You must accept the grant and its conditions within ${period} of receiving this letter. If you do not, the grant lapses.`,
    accept: 'You must accept the grant and its conditions before we can pay anything.',
    control: 'Right to control',
    controlText:
      'We and the Office of the Auditor General are entitled to check that the grant is used as intended. You must present the information and accounts we ask for, and let us see how the project is carried out.',
    sanctions: 'Sanctions for breach of the conditions',
    sanctionsText:
      'If the conditions are not complied with, or the decision rests on incorrect or incomplete information from you, we may withhold payments, revoke the decision in whole or in part and reclaim the grant. We will give you notice first, so that you can comment. Criminal offences may be reported to the police.',
    stateAid: 'De minimis aid',
    stateAidText: (limit, window, reference) =>
      `The grant is de minimis aid${reference ? ` (${reference})` : ''}. The undertaking, together with those that count as a single undertaking with it, may receive at most ${limit} of such aid within ${window}. The aid is entered in the Norwegian register of state aid (Registeret for offentlig støtte). Please tell us if you have received other such aid.`,
  },

  rejection: {
    title: (title) => `Application for a grant rejected: ${title}`,
    decisionText: 'We have rejected the application. You will not receive a grant.',
    scores: 'Assessment against the criteria',
    scoresText: 'The application was assessed against the criteria of the call:',
    scoreColumns: { criterion: 'Criterion', score: 'Score', rationale: 'Assessment' },
    score: (score, max) => `${score} of ${max}`,
    threshold: (least) => `At least ${least} points are required.`,
  },

  inadmissibility: {
    title: (title) => `Application found inadmissible: ${title}`,
    decisionText:
      'We have found the application inadmissible. This means that it does not meet the requirements for being considered, and that we have not assessed its substance.',
    unmet: 'These requirements are not met:',
  },

  supplement: {
    title: (title) => `Information missing from your application: ${title}`,
    missing: 'What is missing',
    missingText: 'We need the following in order to consider the application:',
    deadline: 'Deadline',
    deadlineText: (date, sendTo) =>
      `Please send us what is missing by ${date}. Send it to: ${sendTo}. Contact us before the deadline if you need more time.`,
    consequence: 'What happens if you do not answer?',
    consequenceText:
      'If we do not receive what is missing by the deadline, the application may be found inadmissible, or we will decide it on the information we have.',
  },

  outcome: {
    title: 'Decision on your appeal',
    weReferTo: (receivedOn, against, decidedOn, title) =>
      `We refer to your appeal, received on ${receivedOn}, against ${APPEALED[against]} of ${decidedOn} in the case “${title}”.`,
    result: (outcome) => OUTCOMES[outcome],
    reversedForAll: 'We have reversed the decision ourselves.',
    together:
      'Several have appealed against the decision. The appeals were decided together, and the outcome applies to your appeal as well.',
    toDetriment: 'We have changed the decision to your detriment.',
    nothingNow: 'You no longer receive a grant.',
    whyToDetriment: 'Why the decision may be changed to your detriment',
    allows: (ground) => ALLOWS[ground],
    newAmount: (amount) => `The grant now amounts to ${amount}.`,
    inPart: 'The appeal has succeeded in part.',
    newClaim: (amount) => `The claim for repayment has been reduced to ${amount}.`,
    costs: 'Costs',
    costsText: (period) =>
      `When a decision is changed in favour of a party, the party is as a rule entitled to have substantial costs covered that were necessary to have it changed. ${period ? `The claim must be made within ${period} of your receiving this letter.` : 'Please contact us about the deadline for such a claim.'}`,
    final: 'The decision is final',
    finalText:
      'You cannot appeal further against the decision. If you believe that the administration has made an error, you may complain to the Parliamentary Ombud (Sivilombudet).',
  },

  replaces: {
    'own-motion': (decidedOn, worse) =>
      `We have reversed the decision of ${decidedOn} of our own motion${worse ? ', to your detriment' : ''}. This decision takes its place.`,
    appeal: (decidedOn, worse) =>
      `The decision of ${decidedOn} has been changed on appeal${worse ? ', to your detriment' : ''}. This decision takes its place.`,
    annulled: (decidedOn) => `The decision of ${decidedOn} has been annulled. This decision takes its place.`,
  },

  forewarning: {
    title: (measure) =>
      measure === 'revocation'
        ? 'Notice of possible revocation of grant'
        : 'Notice of possible recovery of grant',
    weReferTo: (title, scheme, decidedOn) =>
      `We refer to the decision${decidedOn ? ` of ${decidedOn}` : ''} on a grant for “${title}” from the grant scheme “${scheme}”.`,
    notice: 'What we are considering',
    revocation: (amount) =>
      `We are considering revoking the decision${amount ? ` for ${amount} of the grant` : ''}, so that the grant lapses in whole or in part. It may also be reclaimed.`,
    recovery: (amount) => `We are considering reclaiming ${amount ? `${amount} of the grant` : 'the grant'}.`,
    notDecided: 'The case has not been decided. This is a notice, so that you can comment first.',
    reply: 'You may comment',
    replyText: (date, sendTo) =>
      `You may comment by ${date}. Send your comments to: ${sendTo}. If we do not hear from you by the deadline, we will decide the case on the information we have.`,
    legalBasis: (scheme, version) =>
      `The case is considered under the regulations for the grant scheme “${scheme}”, version ${version}.`,
  },

  appeal: {
    heading: 'Right of appeal',
    right: (body) => `You may appeal against this decision. The appeal body is ${body}.`,
    period: (period, deadline) =>
      `The time limit for an appeal is ${period} from the day you received this letter${deadline ? `, that is up to and including ${deadline}` : ''}.`,
    how: (sendTo, body) =>
      `The appeal must be in writing and be sent to us: ${sendTo}. State which decision you appeal against, what you want changed, and preferably why. We consider the case again first. If we do not reverse the decision, we forward the appeal to ${body}.`,
    deferral:
      'You may ask that the decision is not enforced until the appeal has been decided (deferred enforcement). If you need guidance, please contact us.',
  },
  coFunding: {
    heading: 'How the reduction is calculated',
    leastShare: (percent) =>
      `Under the regulations others cover at least ${percent} per cent of the whole cost. The grant is reduced as far as the co-funding that came does not cover that share.`,
    promised:
      'Under the regulations the grant is reduced in proportion when less co-funding comes than the application stated.',
    granted: (years) => `Grant for ${years}`,
    totalCosts: 'Whole cost',
    promisedAmount: 'Co-funding in the application',
    came: 'Co-funding that came',
    allowed: 'Grant you may keep after this',
    spent: 'Spent of the grant',
    unspent: 'Unspent, and already reclaimed',
    reduction: 'Reduction we are considering',
  },
  access: {
    heading: 'Access to the documents of the case',
    text: 'You are entitled to see the documents of the case, with the exceptions that follow from the law. Please contact us and quote our reference.',
  },
};
