import type { IssuerRules } from '../config/issuer-config.js';
import { InvalidToken } from '../invalid-token.js';
import { isWord } from '../words.js';
import type { Claims } from './reading.js';

/** Claims that name the client a token was issued to; `appid` is what the first version of Entra ID calls it. */
const CLIENT = ['azp', 'client_id', 'appid'] as const;

/** The client a token was issued to, one of those whose tokens count; undefined where no claim tells. @throws InvalidToken */
export function clientOf(claims: Claims, { clients }: Pick<IssuerRules, 'clients'>): string | undefined {
  const named = CLIENT.filter((name) => claims[name] !== undefined);
  const [first, ...others] = named;
  if (first === undefined) {
    if (clients !== undefined)
      throw new InvalidToken('the token does not say which client it was issued to ("azp" or "client_id")');
    return undefined;
  }
  for (const name of named)
    if (!isWord(claims[name]))
      throw new InvalidToken(`the claim "${name}", which tells the client, must be a short text on one line`);
  const client = claims[first] as string;
  const other = others.find((name) => claims[name] !== client);
  if (other !== undefined)
    throw new InvalidToken(`the claims "${first}" and "${other}" name different clients`);
  if (clients?.includes(client) === false)
    throw new InvalidToken(`the client the token was issued to ("${first}") is none whose tokens count here`);
  return client;
}
