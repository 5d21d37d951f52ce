import { newId } from '#eventsourcing/ids.js';
import type { Role } from '#access/roles.js';
import type { DevIssuer } from '#access/identity/dev-issuer.js';
import type { Request } from '../http/connection.js';
import { official } from '../synthetic/schemes.js';
import type { Side } from './side.js';

/** What the rounds of a side have not used up yet. */
export interface Stock extends Side {
  long: string[];
  waiting: string[];
  /** Numbers of officials who have not declared anything. */
  declarant: number;
}

/** Requests of one second. */
const READS = 22;
const PER_SECOND = READS + 2;

/** Requests of a round of so many seconds, in the order in which they are sent; the last one approves the long case. */
export async function requestsOf(issuer: DevIssuer, stock: Stock, seconds: number): Promise<Request[]> {
  const { directorate, schemeId, callId } = stock;
  const tokenOf = (role: Role, number: number) => {
    const { subject } = official(role, number, directorate);
    return issuer.issue({ subject, roles: [role], organisation: directorate });
  };
  const caseworker = await tokenOf('caseworker', 1);
  const decisionMaker = await tokenOf('decision-maker', 9);
  const long = stock.long.shift()!;
  const command = (path: string, token: string, content: object): Request => ({
    path,
    token,
    command: { key: newId(), content: JSON.stringify(content) },
  });
  const reads = [
    `/v1/cases/${long}`,
    `/v1/cases/${long}/history`,
    `/v1/applications/${long}`,
    `/v1/budgets/${schemeId}`,
    `/v1/calls/${callId}/ranking`,
    `/v1/calls/${callId}`,
    `/v1/cases/${stock.waiting.at(-1)!}`,
    '/v1/queue',
  ];
  const requests: Request[] = [];
  for (let second = 0; second < seconds; second++) {
    for (let read = 0; read < READS; read++)
      requests.push({ path: reads[requests.length % reads.length]!, token: caseworker });
    const declaring = await tokenOf('caseworker', stock.declarant++);
    requests.push(command(`/v1/applications/${long}/impartiality`, declaring, { conflict: false }));
    requests.push(approval(stock.waiting.shift()!));
  }
  requests.push(approval(long));
  return requests;

  function approval(id: string): Request {
    return command(`/v1/applications/${id}/approval`, decisionMaker, { impartiality: { conflict: false } });
  }
}

/** How many come in a second. */
export const RATE = PER_SECOND;
