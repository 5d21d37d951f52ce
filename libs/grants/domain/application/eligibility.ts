import { accept, refuse, type Decision } from '#eventsourcing/decider.js';
import { refusal } from '#eventsourcing/refusal.js';
import type { ApplicationEvent, DecisionOutcome } from '../../contract/events.js';
import type { RegulationVersion } from '../../contract/regulation.js';
import { no, type ApplicationRefusal } from './refusals.js';
import type { SubmittedApplication } from './state.js';
import { mayAssess } from './steps.js';

/** The caseworker makes every check of the regulation version. */
interface CheckEligibility {
  readonly type: 'CheckEligibility';
  readonly checker: string;
  readonly regulation: RegulationVersion;
  readonly checks: readonly {
    readonly code: string;
    readonly met: boolean;
    readonly note?: string | undefined;
  }[];
}

/** Makes every check of the regulation version, once each; made again, the later checks count. */
function checkEligibility(
  command: CheckEligibility,
  state: SubmittedApplication,
): Decision<ApplicationEvent, ApplicationRefusal> {
  const { checker, regulation, checks } = command;
  const barred =
    mayAssess(state, checker, ['under-assessment', 'scored', 'recommended']) ??
    faultOfChecks(command, regulation.eligibility?.checks ?? []);
  if (barred) return refuse(barred);
  const met = new Map(checks.map((check) => [check.code, check.met]));
  const eligible = (regulation.eligibility?.checks ?? []).every(
    ({ code, required }) => !required || met.get(code) === true,
  );
  return accept<ApplicationEvent>({
    type: 'EligibilityChecked',
    data: { checkedBy: checker, checks, eligible },
  });
}

/** Why an outcome is closed to an application that fails a required check. */
export function barredByEligibility(
  outcome: DecisionOutcome,
  { eligible }: SubmittedApplication,
): ApplicationRefusal | undefined {
  return eligible === false && outcome === 'granted' ? no.eligible() : undefined;
}

function faultOfChecks(
  { checks, regulation }: CheckEligibility,
  asked: readonly { readonly code: string }[],
): ApplicationRefusal | undefined {
  const given = new Set(checks.map(({ code }) => code));
  if (given.size < checks.length) return refusal('invalid', 'check-repeated', 'a check is made twice');
  for (const { code } of asked)
    if (!given.delete(code))
      return refusal('invalid', 'check-missing', `check ${code} is not made`, { check: code });
  const [unknown] = given;
  if (unknown !== undefined || asked.length === 0)
    return refusal(
      'invalid',
      'check-unknown',
      `regulation version ${regulation.version} has no ${unknown === undefined ? 'checks' : `check ${unknown}`}`,
      unknown === undefined ? undefined : { check: unknown },
    );
  return undefined;
}

/** Whether an application may be granted at all. */
export const eligibility = {
  CheckEligibility: checkEligibility,
};
