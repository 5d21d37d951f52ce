import type { LaterTexts } from './later-bokmal.js';

/** What letters on decisions after the grant say in English. */
export const laterInEnglish: LaterTexts = {
  automatic: 'This letter was made and sent automatically and is therefore not signed.',

  revoked: {
    title: (title) => `Decision to revoke a grant: ${title}`,
    whole: (before) => `We have revoked the decision on the grant. The whole grant of ${before} lapses.`,
    inPart: (before, inForce) =>
      `We have revoked the decision on the grant in part. The grant is reduced from ${before} to ${inForce}.`,
    arithmetic: 'The advance notice shows how the reduction was calculated.',
    consequences: 'What this means for you',
    unpaid: 'We pay no more than what is left of the grant.',
    paid: 'If more than what is left has been paid already, it may be reclaimed. You will then receive a separate notice, so that you can comment before we decide on a claim.',
  },

  reinstated: {
    title: (title) => `Decision reversed in your favour: ${title}`,
    decisionText: (inForce) =>
      `We have reversed our decision by which all or a part of the grant lapsed. The grant again amounts to ${inForce}.`,
    paid: 'What has not been paid is paid according to a new plan, as soon as we have the funds for it.',
    claims:
      'Claims for repayment that rest on that decision fall away as far as the grant again covers what was paid.',
  },

  dueBack: {
    revocation: 'More has been paid than the grant now amounts to.',
    unspent: 'A report shows that not all of the grant was spent.',
    overpayment: 'Too much has been paid.',
  },

  claim: {
    title: (title) => `Decision to reclaim a grant: ${title}`,
    decisionText: (amount, dueOn) =>
      `We have decided to reclaim ${amount} of the grant. The amount must be paid by ${dueOn}.`,
    because: {
      revocation: 'The claim concerns money paid beyond what the grant now amounts to.',
      unspent: 'The claim concerns money that was not spent.',
      overpayment: 'The claim concerns money that was overpaid.',
    },
    left: (amount) => `We do not reclaim ${amount} of what we gave notice of.`,
    payment: 'Payment',
    paymentText:
      'State our reference when you pay. If you cannot pay everything by the deadline, you may ask to pay in instalments. Contact us before the deadline.',
  },

  amendment: {
    title: (title) => `Decision to amend a grant: ${title}`,
    decisionText: 'We have amended the decision on the grant.',
    less: (amount, before) => `The grant is reduced from ${before} to ${amount}.`,
    more: (amount, before) => `The grant is increased from ${before} to ${amount}.`,
    same: (amount) => `The grant still amounts to ${amount}.`,
    schedule: 'What has not been paid yet is paid according to this plan:',
    added: 'These conditions come in addition to those you have already:',
    dropped: (count) =>
      count === 1
        ? 'One of the earlier conditions no longer applies.'
        : 'Some of the earlier conditions no longer apply.',
  },

  refusal: {
    title: (title) => `Refusal of a request to amend a grant: ${title}`,
    decisionText: (day) => `We have refused your request of ${day} to amend the grant.`,
    rest: (day) =>
      `A part of your request of ${day} to amend the grant was granted earlier. We have refused the rest.`,
    unchanged: 'The grant and its conditions remain as they were.',
    wish: 'You asked for the following:',
    wonOnAppeal:
      'The request to amend the grant is to be granted. The amendment is made in a separate decision.',
    nothingToAmend: (granted) =>
      granted
        ? 'The whole grant has lapsed, so there is nothing to amend now. If you get the grant back, the request to amend it is to be granted.'
        : 'The whole grant has lapsed, so there is nothing to amend now. If you get the grant back, we decide on the request to amend it anew.',
  },

  offer: {
    title: (title) => `The grant can be accepted again: ${title}`,
    heading: 'What has happened',
    lapsed: (day) =>
      `We took it that the time to accept the grant was over on ${day}. It turns out that it was not.`,
    open: (amount) =>
      `The offer is therefore open again, and you may accept the grant of ${amount}. What the grant letter says still applies.`,
    whileAppealWaits:
      'The time to accept does not run while the appeal is being considered. The days that are left run from the day you receive the answer to it.',
  },
};
