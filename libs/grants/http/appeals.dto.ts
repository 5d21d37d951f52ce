import { IsIn } from 'class-validator';
import { CalendarDate, List, Optional, Part, Parts, Reference, Text, Whole } from '#http/fields.js';
import { PageQuery } from '#http/list-query.js';
import { ImpartialityDto } from '#http/impartiality.js';
import { Amount, MoneyDto } from '#http/money.js';
import type { AppealOutcomeNotified, Appealed, DetrimentGround } from '../contract/events.js';
import type { AppealStatus } from '../domain/appeal/state.js';

const KINDS = [
  'decision',
  'dismissal',
  'revocation',
  'recovery',
  'amendment',
  'refusal',
] as const satisfies readonly Appealed['kind'][];
const OUTCOMES = ['stands', 'changed', 'annulled'] as const satisfies readonly AppealStatus[];
const OWN_GROUNDS = [
  'not-notified',
  'invalid',
  'other-law',
  'reserved',
  'general-principles',
] as const satisfies readonly DetrimentGround[];
const BODY_GROUNDS = ['other-interests', 'other-appeal'] as const satisfies readonly DetrimentGround[];
const NEW_OUTCOMES = ['granted', 'rejected'] as const;
const CHANNELS = [
  'portal',
  'letter',
  'email',
] as const satisfies readonly AppealOutcomeNotified['data']['channel'][];
const STATES = [
  'received',
  'late',
  'under-preparation',
  'dismissal-proposed',
  'reversal-proposed',
  'forwarded',
  'stands',
  'reversed',
  'changed',
  'annulled',
  'dismissed',
  'withdrawn',
  'superseded',
] as const satisfies readonly AppealStatus[];

/** What an appeal is against: a decision, an amendment or its refusal by its number, anything else by its id. */
export class AppealedDto {
  @IsIn(KINDS)
  kind: Appealed['kind'];

  @Optional()
  @Whole(1, 1000)
  number?: number;

  /** Of the dismissed appeal, the award, or the claim. */
  @Optional()
  @Reference()
  id?: string;

  /** Which revocation of the award, where it was revoked more than once; the last that stands when left out. */
  @Optional()
  @Whole(1, 1000)
  revocation?: number;
}

/** An appeal. */
export class AppealDto {
  @Part(() => AppealedDto)
  against: AppealedDto;

  @Text(20_000, { lines: true })
  grounds: string;
}

/** Who appeals without having applied. */
export class OtherAppellantDto {
  @Text(200)
  name: string;

  @Optional()
  @List({ min: 1, max: 6 })
  @Text(200, { each: true })
  address?: string[];

  /** Why the decision concerns it. */
  @Text(5000, { lines: true })
  interest: string;
}

/** The appeal of somebody who did not apply. */
export class OtherAppealDto extends AppealDto {
  /** The case it is in. */
  @Reference()
  caseId: string;

  @Part(() => OtherAppellantDto)
  appellant: OtherAppellantDto;
}

/** An official's step without words of its own. */
export class AppealStepDto {
  /** Left out by whoever declared in the case before. */
  @Optional()
  @Part(() => ImpartialityDto)
  impartiality?: ImpartialityDto;
}

/** An official's step with its grounds. */
export class AppealGroundsDto extends AppealStepDto {
  @Text(20_000, { lines: true })
  grounds: string;
}

/** When who did not apply got, or should have got, knowledge of the decision. */
export class KnowledgeDto extends AppealStepDto {
  @CalendarDate()
  knownOn: string;
}

/** What is paid on a day after an appeal. */
export class NewInstalmentDto {
  @CalendarDate()
  dueDate: string;

  @Amount()
  amount: MoneyDto;
}

/** What replaces a decision. */
export class NewDecisionDto {
  @IsIn(NEW_OUTCOMES)
  outcome: (typeof NEW_OUTCOMES)[number];

  @Amount()
  amount: MoneyDto;

  @Optional()
  @List({ max: 50 })
  @Text(1000, { each: true, lines: true })
  conditions?: string[];

  /** To be fulfilled before anything is paid. */
  @Optional()
  @List({ max: 50 })
  @Text(1000, { each: true, lines: true })
  payoutConditions?: string[];

  @Optional()
  @Parts(() => NewInstalmentDto, { max: 100 })
  schedule?: NewInstalmentDto[];
}

/** Why the deciding body may change its decision to the party's detriment. */
export class OwnDetrimentDto {
  /** Nobody was told of it, it is invalid, or other law, the decision itself or general principles allow it. */
  @IsIn(OWN_GROUNDS)
  ground: (typeof OWN_GROUNDS)[number];

  @Text(20_000, { lines: true })
  grounds: string;
}

/** Why the appeal body may change a decision to the appellant's detriment. */
export class AppealDetrimentDto {
  /** Other interests outweigh, and notice was sent in time; or somebody else's appeal is well founded. */
  @IsIn(BODY_GROUNDS)
  ground: (typeof BODY_GROUNDS)[number];

  /** That other appeal. */
  @Optional()
  @Reference()
  appeal?: string;

  @Text(20_000, { lines: true })
  grounds: string;
}

/** When the party was told that the decision may be changed to its detriment. */
export class DetrimentNoticeDto {
  @CalendarDate()
  sentOn: string;
}

/** The proposal that the deciding body reverses what is appealed against. */
export class ReversalDto extends AppealGroundsDto {
  /** Of a decision on the application what replaces it; nothing else is replaced. */
  @Optional()
  @Part(() => NewDecisionDto)
  newDecision?: NewDecisionDto;

  /** Of a revocation that is reversed in part what is in force after it, of a claim what holds of it. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  /** Where that is worse for the party. */
  @Optional()
  @Part(() => OwnDetrimentDto)
  detriment?: OwnDetrimentDto;
}

/** What the deciding body says to the appeal. */
export class ForwardingDto extends AppealStepDto {
  @Text(20_000, { lines: true })
  statement: string;
}

/** The appeal body's decision. */
export class AppealDecisionDto extends AppealGroundsDto {
  @IsIn(OUTCOMES)
  outcome: (typeof OUTCOMES)[number];

  /** Of a decision on the application that is changed: what replaces it. */
  @Optional()
  @Part(() => NewDecisionDto)
  newDecision?: NewDecisionDto;

  /** Of a revocation that is changed in part what is in force after it, of a claim what holds of it. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  /** Where that is worse for the party. */
  @Optional()
  @Part(() => AppealDetrimentDto)
  detriment?: AppealDetrimentDto;
}

/** Why an appeal is withdrawn. */
export class AppealWithdrawalDto {
  @Optional()
  @Text(2000, { lines: true })
  grounds?: string;
}

/** Why it takes long. */
export class ProvisionalReplyDto {
  @Text(5000, { lines: true })
  text: string;

  /** When an outcome may be expected. */
  @Optional()
  @CalendarDate()
  expectedBy?: string;
}

/** Why the decision is not enforced for now. */
export class DeferralDto {
  /** The last day of it; until the appeal is decided when left out. */
  @Optional()
  @CalendarDate()
  until?: string;

  @Text(5000, { lines: true })
  grounds: string;
}

/** Costs that are covered. */
export class CostsDto {
  @Amount()
  amount: MoneyDto;

  @Text(5000, { lines: true })
  grounds: string;
}

/** When and how notice of the outcome was received. */
export class AppealNoticeDto {
  @CalendarDate()
  receivedOn: string;

  @IsIn(CHANNELS)
  channel: AppealOutcomeNotified['data']['channel'];
}

/** Which appeals to list. */
export class AppealsQuery extends PageQuery {
  @Optional()
  @Reference()
  case?: string;

  @Optional()
  @Reference()
  scheme?: string;

  @Optional()
  @IsIn(STATES)
  state?: AppealStatus;

  @Optional()
  @IsIn(['true', 'false'])
  open?: 'true' | 'false';
}
