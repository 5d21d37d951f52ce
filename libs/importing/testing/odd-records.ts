import fc from 'fast-check';

/** A record that nothing is wrong with. */
export function soundRecord(id: string) {
  return {
    id,
    title: 'A grant',
    currency: 'GBP',
    amountAwarded: 1500,
    awardDate: '2020-03-04',
    plannedDates: [{ duration: 24 }],
    recipientOrganization: [{ id: 'GB-CHC-1', name: 'A charity' }],
    fundingOrganization: [{ id: 'GB-CHC-2', name: 'A foundation' }],
    grantProgramme: [{ title: 'Community' }],
  };
}

/** A sound record of which some members were replaced by what no funder should publish. */
export function oddRecord(): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(
      fc.uuid(),
      fc.record(
        {
          id: fc.oneof(text(), anything()),
          title: fc.oneof(text(), anything()),
          description: fc.oneof(text(), anything()),
          currency: fc.oneof(fc.constantFrom('NOK', 'JPY', 'KWD', 'HUF', 'XXX', 'gbp'), anything()),
          amountAwarded: amount(),
          amountDisbursed: amount(),
          amountAppliedFor: amount(),
          awardDate: date(),
          plannedDates: fc.oneof(fc.array(fc.record({ duration: amount() }), { maxLength: 2 }), anything()),
          recipientOrganization: parties(),
          recipientIndividual: parties(),
          fundingOrganization: parties(),
          grantProgramme: fc.oneof(fc.array(fc.record({ title: text() }), { maxLength: 2 }), anything()),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([id, odd]) => ({ ...soundRecord(id), ...odd }));
}

function anything(): fc.Arbitrary<unknown> {
  return fc.anything({ maxDepth: 2 });
}

function text(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      '',
      ' ',
      '\0',
      '\ud83d',
      '\u200b',
      '\u202e',
      'a\r\nb',
      "'; DROP TABLE cases; --",
      'x'.repeat(5000),
    ),
  );
}

function amount(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(
      0,
      -0,
      -1,
      0.01,
      0.005,
      1,
      1e12,
      1e13,
      2 ** 53,
      1e300,
      5e-324,
      null,
      '100',
      NaN,
      Infinity,
    ),
    fc.integer({ min: 0, max: 100_000 }),
    fc.double(),
  );
}

function date(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom(
      '0000-01-01',
      '0001-01-10',
      '9999-12-31',
      '2024-02-29',
      '2100-02-29',
      '2023-13-01',
      '1900-01-01',
    ),
    fc.constantFrom(
      '2199-12-31',
      '2020-03-04T25:00:00Z',
      '2020-03-04T10:00:00+01:00',
      '44000',
      44_000,
      '-000001-01-01',
    ),
    anything(),
  );
}

function parties(): fc.Arbitrary<unknown> {
  const id = fc.oneof(fc.constantFrom('GB-CHC-1', 'GB-CHC-2', 'subject:someone'), text());
  return fc.oneof(fc.array(fc.record({ id, name: text() }), { maxLength: 3 }), anything());
}
