import { CalendarDate, List, Optional, Parts, Text } from '#http/fields.js';
import { Amount, amountsOf, MoneyDto, sameCurrency } from '#http/money.js';
import { invalidRequest } from '#http/problems.js';
import { BudgetLineDto } from './drafts.dto.js';

/** What is missing, and until when it is waited for. */
export class SupplementRequestDto {
  @List({ min: 1, max: 50 })
  @Text(1000, { each: true, lines: true })
  items: string[];

  /** The last day; by the regulation version when left out. */
  @Optional()
  @CalendarDate()
  dueOn?: string;
}

/** The words and numbers of an answer; numbers that are left out stay as they were. */
export class NumbersOfAnswerDto {
  @Text(10_000, { lines: true })
  answer: string;

  /** Not above what was applied for. */
  @Optional()
  @Amount()
  amount?: MoneyDto;

  @Optional()
  @Parts(() => BudgetLineDto, { max: 100 })
  budgetLines?: BudgetLineDto[];

  @Optional()
  @Amount()
  coFunding?: MoneyDto;
}

/** The applicant's answer. */
export class SupplementDto extends NumbersOfAnswerDto {
  /** Ids of files uploaded to the case. */
  @Optional()
  @List({ max: 50 })
  @Text(128, { each: true })
  attachments?: string[];
}

/** Checks that the numbers of an answer share a currency. @throws ProblemException 400 when they do not */
export function inOneCurrency({ amount, budgetLines, coFunding }: NumbersOfAnswerDto): void {
  if (amount) {
    sameCurrency(amount.currency, { '/amount': amount, '/coFunding': coFunding });
    sameCurrency(amount.currency, amountsOf('/budgetLines', budgetLines));
  } else if (budgetLines !== undefined || coFunding !== undefined)
    throw invalidRequest([
      {
        pointer: '/amount',
        detail: 'must be there beside budget lines and co-funding: they share its currency',
      },
    ]);
}
