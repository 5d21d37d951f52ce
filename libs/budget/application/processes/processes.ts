import { BookPayments } from './book-payments.js';

/** The process managers of budgets; the composition hands them to their runners. */
export const BUDGET_PROCESSES = [BookPayments];
