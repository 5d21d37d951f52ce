import { Controller, Get, Module } from '@nestjs/common';
import { expect, it } from '@jest/globals';
import { parseClaimPath } from '#access/identity/claims/claim-path.js';
import { DevIssuer } from '#access/identity/dev-issuer.js';
import { TokenVerifier } from '#access/identity/token-verifier.js';
import { temporaryFolder } from '#hosting/testing/temporary-folder.js';
import { startTestApp } from './testing/test-app.js';

@Controller('v1/boxes')
class Boxes {
  @Get()
  all() {
    return {};
  }
}

@Module({ controllers: [Boxes] })
class BoxesModule {}

it('names a claim in a challenge as far as a header can hold its name', async () => {
  const folder = temporaryFolder();
  const issuer = await DevIssuer.open(folder.path);
  const { rules, keys } = issuer.trusted;
  const person = { claim: parseClaimPath('bruker["etternavn 名"]'), digest: false };
  const tokens = new TokenVerifier([{ rules: { ...rules, person }, keys }]);
  const test = await startTestApp(BoxesModule, { tokens });
  try {
    const answer = await test.app.inject({
      url: '/v1/boxes',
      headers: { authorization: `Bearer ${await issuer.issue({ subject: 'alice', roles: [] })}` },
    });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toContain("the claim 'bruker['etternavn ?']'");
    expect(answer.json()).toMatchObject({ detail: expect.stringContaining('"bruker["etternavn 名"]"') });
  } finally {
    await test.close();
    folder.remove();
  }
});
