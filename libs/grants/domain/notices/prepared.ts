import {
  preparationsIn,
  preparedBy,
  type Preparation,
  type Preparations,
} from '#impartiality/preparations.js';
import type { NoticeCommand } from './notices.js';
import { noticeOf, type Notices } from './state.js';

const PREPARATIONS: Preparations<NoticeCommand, Notices> = {
  ApproveReceiptCorrection: (state, { of }) => preparedBy(noticeOf(of, state)?.correction?.proposer),
};

/** Whose work a command on the notices of a case decides on. */
export function preparationsOf(command: NoticeCommand, state: Notices): readonly Preparation[] {
  return preparationsIn(PREPARATIONS, command, state);
}
