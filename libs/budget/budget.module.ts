import { Module } from '@nestjs/common';
import { Reader } from '#cqrs/queries/reader.js';
import {
  AdjustCommitmentHandler,
  ReleaseCommitmentHandler,
  ReserveCommitmentHandler,
  TakeBackRaiseHandler,
} from './application/book-commitments.js';
import { Budgets } from './application/budgets.js';
import { BUDGET_PROCESSES } from './application/processes/processes.js';
import { BudgetSteps } from './application/steps.js';
import { BudgetsController } from './http/budgets.controller.js';
import { FindCommitmentHandler } from './queries/find-commitment.js';
import { BudgetOverview } from './queries/budget-overview.js';

const COMMANDS = [
  BudgetSteps,
  ReserveCommitmentHandler,
  AdjustCommitmentHandler,
  ReleaseCommitmentHandler,
  TakeBackRaiseHandler,
];

/** Budgets: two limits per scheme and year, commitments reserved against them. */
@Module({
  controllers: [BudgetsController],
  providers: [Budgets, BudgetOverview, FindCommitmentHandler, Reader, ...COMMANDS, ...BUDGET_PROCESSES],
})
export class BudgetModule {}
