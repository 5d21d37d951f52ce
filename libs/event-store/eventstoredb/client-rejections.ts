import { messageOf } from '#text/thrown.js';

const CLIENT = /[/\\]node_modules[/\\]@(?:eventstore|grpc)[/\\]/;
let users = 0;

/**
 * The client rejects promises that nobody holds: a search for a node that failed, an answer to a call it has given up.
 * They end nothing while somebody uses it; all others end the process as they always do. Answers how to stop that.
 */
export function keepFromEndingTheProcess(): () => void {
  if (users++ === 0) process.on('unhandledRejection', passOver);
  let stopped = false;
  return () => {
    if (stopped) return;
    stopped = true;
    if (--users === 0) process.off('unhandledRejection', passOver);
  };
}

function passOver(reason: unknown): void {
  if (isOfTheClient(reason) || process.listenerCount('unhandledRejection') > 1) return;
  throw reason;
}

/** Whether the client has left this rejection to nobody. */
export function isOfTheClient(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  return messageOf(reason).startsWith('Failed to discover after') || CLIENT.test(reason.stack ?? '');
}
