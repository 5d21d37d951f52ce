import type { ArrivalChannel } from '#eventsourcing/arrivals.js';
import type { Duration } from '#calendar/duration.js';
import type { AppealedDecision, AppealOutcome, DetrimentGround } from '../facts.js';
import type { LetterTexts } from './bokmal.js';
import { laterInNynorsk } from './later-nynorsk.js';

const CAME: Readonly<Record<ArrivalChannel, string>> = {
  post: 'vart send i posten',
  email: 'vart send på e-post',
  oral: 'vart sett fram munnleg',
};

const APPEALED: Readonly<Record<AppealedDecision, string>> = {
  decision: 'vedtaket om tilskot',
  dismissal: 'vedtaket om å avvise klaga',
  revocation: 'vedtaket om å gjere om vedtaket om tilskot',
  recovery: 'vedtaket om tilbakekrevjing',
  amendment: 'vedtaket om endring av tilskotet',
  refusal: 'avslaget på søknaden om endring av tilskotet',
};

const OUTCOMES: Readonly<Record<AppealOutcome | 'set-aside', string>> = {
  dismissed: 'Klaga er avvist. Det vil seie at vi ikkje har vurdert innhaldet i klaga.',
  reversed: 'Klaga har ført fram. Vi har sjølve gjort om vedtaket.',
  'let-stand': 'Klaga er ikkje teken til følgje. Vedtaket blir ståande.',
  changed: 'Vi har endra vedtaket.',
  annulled: 'Vedtaket er oppheva, og saka er send tilbake til ny behandling.',
  'set-aside': 'Vedtaket er oppheva.',
};

const ALLOWS: Readonly<Record<DetrimentGround, string>> = {
  'other-interests':
    'Vi har kome til at interessene dykkar må vike for andre interesser. De fekk melding om at vedtaket kunne bli endra til skade for dykk.',
  'other-appeal': 'Ein annan har òg klaga på vedtaket, og den klaga har ført fram.',
  'not-notified': 'Melding om vedtaket hadde ikkje kome fram til dykk.',
  invalid: 'Vedtaket er ugyldig.',
  'other-law': 'Andre rettsreglar opnar for å endre vedtaket.',
  reserved: 'Det følgjer av vedtaket sjølv at det kan endrast.',
  'general-principles': 'Allmenne forvaltningsrettslege prinsipp opnar for å endre vedtaket.',
};

/** Up to twelve in words. */
const NUMBERS = ['to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv'];

const counted = (count: number, one: string, unit: string) =>
  count === 1 ? one : `${NUMBERS[count - 2] ?? count}\u00a0${unit}`;

/** What letters say in Nynorsk. */
export const nynorsk: LetterTexts = {
  ...laterInNynorsk,
  pageOf: 'Side {page} av {pages}',
  date: 'Dato',
  ourReference: 'Vår referanse',
  yourReference: 'Dykkar referanse',
  organisation: (number) => `Org.nr. ${number}`,
  attention: (name) => `Att. ${name}`,
  actsFor: (party) => `Fullmektig for ${party}`,
  copyTo: 'Kopi til',
  draftMark: 'UTKAST',
  draft: 'UTKAST: Brevet er ikkje sendt og kan bli endra.',
  copyMark: 'KOPI',
  copy: 'KOPI: Vedtaket er gjort, og brevet er sendt. Det er brevet som er sendt, som gjeld.',
  portal: 'portalen de søkte i',
  closing: 'Med helsing',
  preparedBy: 'Saka er førebudd av',
  approvedBy: 'Vedtaket er godkjent av',
  decidedBy: 'Vedtaket er gjort av',
  caseworker: 'Saksbehandlar',
  nameNotGiven: 'namn ikkje oppgitt',
  twoPersons:
    'To personar har behandla saka: Den som godkjende vedtaket, har ikkje vore med på å førebu det. Brevet er godkjent elektronisk og har difor inga underskrift.',
  notApproved:
    'Vedtaket er ikkje godkjent enno. Det må godkjennast av ein annan enn den som har førebudd saka.',
  unsigned: 'Brevet er godkjent elektronisk og har difor inga underskrift.',
  duration(duration: Duration): string {
    if ('days' in duration) return counted(duration.days, 'éin dag', 'dagar');
    if ('weeks' in duration) return counted(duration.weeks, 'éi veke', 'veker');
    if ('months' in duration) return counted(duration.months, 'éin månad', 'månader');
    return counted(duration.years, 'eitt år', 'år');
  },
  weReferTo: (title, scheme, submittedOn) =>
    `Vi viser til søknaden dykkar${submittedOn ? ` av ${submittedOn}` : ''} om tilskot til «${title}» frå tilskotsordninga «${scheme}».`,
  registered: (what, channel, day, by) =>
    `${what === 'appeal' ? 'Klaga' : 'Søknaden'} ${CAME[channel]} ${day} og registrert av ${by}.`,
  appliedFor: (amount) => `De søkte om ${amount}.`,
  decision: 'Vedtak',
  grounds: 'Grunngiving',
  enquiries: 'Spørsmål',
  enquiriesTo: (where) => `Har de spørsmål, kan de ta kontakt: ${where}. Oppgi referansen vår.`,

  overview: {
    scheme: 'Tilskotsordning',
    project: 'Tiltak',
    amount: 'Tilskot',
    period: 'Tilskotsperiode',
    acceptBy: 'Frist for å godta',
    budget: 'Budsjettpost',
  },
  period: (from, to) => `${from} – ${to}`,
  budgetPost: (chapter, post) => `kapittel ${chapter}${post ? ` post ${post}` : ''}`,

  legalBasis: {
    heading: 'Rettsleg grunnlag',
    regulation: (scheme, version, inForceFrom) =>
      `Vedtaket er gjort etter regelverket for tilskotsordninga «${scheme}», versjon ${version}${inForceFrom ? `, i kraft frå ${inForceFrom}` : ''}.`,
    references: 'Reglane står i:',
    budget: (post) => `Tilskotet blir dekt av løyvinga på ${post} i statsbudsjettet.`,
  },

  grant: {
    title: (title) => `Tilskotsbrev: ${title}`,
    granted: (amount) => `Vi har innvilga dykk eit tilskot på ${amount}.`,
    inPart: (amount) => `Vi har innvilga søknaden delvis: De får eit tilskot på ${amount}.`,
    followedUpBy: (name) =>
      `${name} betaler ut tilskotet og følgjer det opp. Spørsmål om tilskotet kan de rette dit.`,
    purpose: 'Føremål',
    goal: (goal) => `Målet med tilskotsordninga er: ${goal}`,
    purposeText: 'Tilskotet skal gå til dette føremålet, og kan ikkje brukast til noko anna:',
    conditions: 'Vilkår',
    conditionsText: 'Tilskotet er gitt på desse vilkåra:',
    beforePayout: (text) => `${text} (Må vere oppfylt før noko blir utbetalt.)`,
    standing: [
      'Tilskotet skal brukast i samsvar med søknaden, dette brevet og regelverket for ordninga.',
      'Vesentlege endringar i tiltaket, budsjettet eller tidsplanen må vi ha godkjent på førehand.',
      'Bruken av tilskotet skal kunne følgjast i rekneskapen.',
    ],
    coFunding: 'Medfinansiering',
    coFundingText: (amount) =>
      `Tilskotet føreset at andre dekkjer ${amount} av kostnadene. Blir medfinansieringa mindre, må de seie frå til oss straks; tilskotet kan då bli sett ned.`,
    payment: 'Utbetaling',
    paymentText:
      'Tilskotet blir utbetalt til kontoen de har oppgitt, etter denne planen. Ingenting blir utbetalt før de har godteke tilskotet, og utbetalingane stansar så lenge ein rapport manglar.',
    paymentUnplanned:
      'Tilskotet blir utbetalt til kontoen de har oppgitt, tidlegast når de har godteke det. Utbetalingane stansar så lenge ein rapport manglar.',
    paymentColumns: { number: 'Nr.', dueDate: 'Forfall', condition: 'Føresetnad', amount: 'Beløp' },
    sum: 'Sum',
    continuation: 'Planlagd vidareføring',
    continuationText:
      'Vi planlegg å føre tilskotet vidare slik tabellen viser. Dette er ikkje bindande for staten: Vidareføringa føreset at Stortinget løyver pengane, og krev eit nytt vedtak.',
    continuationColumns: { year: 'År', amount: 'Beløp' },
    reporting: 'Rapportering',
    reportingText: 'De skal levere desse rapportane innan fristen:',
    reportingNone: 'Vi ber ikkje om nokon eigen rapport for dette tilskotet.',
    reportColumns: { report: 'Rapport', content: 'Skal innehalde', dueDate: 'Frist' },
    reportContent: (accounts, auditor) =>
      [
        'resultat og måloppnåing',
        ...(accounts ? ['rekneskap'] : []),
        ...(auditor ? ['fråsegn frå revisor'] : []),
      ].join(', '),
    unspent: (end) =>
      end
        ? `Pengar som ikkje er brukte når tilskotsperioden sluttar ${end}, skal betalast tilbake.`
        : 'Pengar som ikkje blir brukte til føremålet, skal betalast tilbake.',
    acceptance: 'Godta tilskotet',
    acceptBy: (date) =>
      `De må godta tilskotet og vilkåra innan ${date}. Gjer de ikkje det, fell tilskotet bort.`,
    acceptWithin: (period) =>
      `De må godta tilskotet og vilkåra innan ${period} etter at de fekk dette brevet. Gjer de ikkje det, fell tilskotet bort.`,
    accept: 'De må godta tilskotet og vilkåra før vi kan utbetale noko.',
    control: 'Kontroll',
    controlText:
      'Vi og Riksrevisjonen har rett til å kontrollere at tilskotet blir brukt etter føresetnadene. De må leggje fram dei opplysningane og rekneskapane vi ber om, og la oss sjå korleis tiltaket blir gjennomført.',
    sanctions: 'Følgjer av brot på vilkåra',
    sanctionsText:
      'Blir vilkåra ikkje følgde, eller byggjer vedtaket på uriktige eller ufullstendige opplysningar frå dykk, kan vi halde tilbake utbetalingar, gjere om vedtaket heilt eller delvis og krevje tilskotet tilbake. Vi varslar dykk først, slik at de kan uttale dykk. Straffbare forhold kan bli melde til politiet.',
    stateAid: 'Bagatellmessig støtte',
    stateAidText: (limit, window, reference) =>
      `Tilskotet er bagatellmessig støtte${reference ? ` (${reference})` : ''}. Føretaket kan, saman med føretak som blir rekna som eitt enkelt føretak med det, få høgst ${limit} i slik støtte i løpet av ${window}. Støtta blir ført i Registeret for offentlig støtte. Sei frå til oss dersom de har fått anna slik støtte.`,
  },

  rejection: {
    title: (title) => `Avslag på søknad om tilskot: ${title}`,
    decisionText: 'Vi har avslått søknaden. De får ikkje tilskot.',
    scores: 'Vurdering etter kriteria',
    scoresText: 'Søknaden blei vurdert etter kriteria i utlysinga:',
    scoreColumns: { criterion: 'Kriterium', score: 'Poeng', rationale: 'Vurdering' },
    score: (score, max) => `${score} av ${max}`,
    threshold: (least) => `Det krevst minst ${least} poeng.`,
  },

  inadmissibility: {
    title: (title) => `Søknaden er avvist: ${title}`,
    decisionText:
      'Vi har avvist søknaden. Det vil seie at han ikkje oppfyller krava for å bli behandla, og at vi ikkje har vurdert innhaldet i han.',
    unmet: 'Desse krava er ikkje oppfylte:',
  },

  supplement: {
    title: (title) => `Søknaden manglar opplysningar: ${title}`,
    missing: 'Dette manglar',
    missingText: 'Vi treng dette for å behandle søknaden:',
    deadline: 'Frist',
    deadlineText: (date, sendTo) =>
      `Send oss det som manglar, innan ${date}. Send det til: ${sendTo}. Ta kontakt før fristen er ute dersom de treng meir tid.`,
    consequence: 'Kva skjer dersom de ikkje svarar?',
    consequenceText:
      'Får vi ikkje det som manglar innan fristen, kan søknaden bli avvist, eller vi avgjer han etter dei opplysningane vi har.',
  },

  outcome: {
    title: 'Avgjerd i klagesaka',
    weReferTo: (receivedOn, against, decidedOn, title) =>
      `Vi viser til klaga dykkar, som kom inn ${receivedOn}, på ${APPEALED[against]} av ${decidedOn} i saka om «${title}».`,
    result: (outcome) => OUTCOMES[outcome],
    reversedForAll: 'Vi har sjølve gjort om vedtaket.',
    together: 'Fleire har klaga på vedtaket. Klagene er avgjorde samla, og avgjerda gjeld òg klaga dykkar.',
    toDetriment: 'Vi har endra vedtaket til skade for dykk.',
    nothingNow: 'De får ikkje lenger tilskot.',
    whyToDetriment: 'Kvifor vedtaket kan endrast til skade for dykk',
    allows: (ground) => ALLOWS[ground],
    newAmount: (amount) => `Tilskotet er no på ${amount}.`,
    inPart: 'Klaga er delvis teken til følgje.',
    newClaim: (amount) => `Kravet om tilbakebetaling er sett ned til ${amount}.`,
    costs: 'Sakskostnader',
    costsText: (period) =>
      `Når eit vedtak blir endra til gunst for ein part, har parten som regel krav på å få dekt vesentlege kostnader som var nødvendige for å få det endra. ${period ? `Kravet må setjast fram innan ${period} etter at de fekk dette brevet.` : 'Ta kontakt med oss om fristen for å setje fram kravet.'}`,
    final: 'Vedtaket er endeleg',
    finalText:
      'De kan ikkje klage vidare på vedtaket. Meiner de at forvaltninga har gjort ein feil, kan de klage til Sivilombodet.',
  },

  replaces: {
    'own-motion': (decidedOn, worse) =>
      `Vi har gjort om vedtaket av ${decidedOn} av eige tiltak${worse ? ', til skade for dykk' : ''}. Dette vedtaket kjem i staden for det.`,
    appeal: (decidedOn, worse) =>
      `Etter klage er vedtaket av ${decidedOn} gjort om${worse ? ', til skade for dykk' : ''}. Dette vedtaket kjem i staden for det.`,
    annulled: (decidedOn) => `Vedtaket av ${decidedOn} er oppheva. Dette vedtaket kjem i staden for det.`,
  },

  forewarning: {
    title: (measure) =>
      measure === 'revocation'
        ? 'Førehandsvarsel om omgjering av vedtaket om tilskot'
        : 'Førehandsvarsel om tilbakekrevjing av tilskot',
    weReferTo: (title, scheme, decidedOn) =>
      `Vi viser til vedtaket${decidedOn ? ` av ${decidedOn}` : ''} om tilskot til «${title}» frå tilskotsordninga «${scheme}».`,
    notice: 'Kva vi vurderer',
    revocation: (amount) =>
      `Vi vurderer å gjere om vedtaket${amount ? ` for ${amount} av tilskotet` : ''}, slik at tilskotet fell heilt eller delvis bort. Det kan òg bli kravt tilbake.`,
    recovery: (amount) => `Vi vurderer å krevje ${amount ? `${amount} av tilskotet` : 'tilskotet'} tilbake.`,
    notDecided: 'Saka er ikkje avgjord. Dette er eit varsel, slik at de kan uttale dykk først.',
    reply: 'De kan uttale dykk',
    replyText: (date, sendTo) =>
      `De kan uttale dykk innan ${date}. Send fråsegna til: ${sendTo}. Høyrer vi ikkje frå dykk innan fristen, avgjer vi saka etter dei opplysningane vi har.`,
    legalBasis: (scheme, version) =>
      `Saka blir vurdert etter regelverket for tilskotsordninga «${scheme}», versjon ${version}.`,
  },

  appeal: {
    heading: 'Klagerett',
    right: (body) => `De kan klage på vedtaket. Klageinstans er ${body}.`,
    period: (period, deadline) =>
      `Klagefristen er ${period} frå de fekk dette brevet${deadline ? `, det vil seie til og med ${deadline}` : ''}.`,
    how: (sendTo, body) =>
      `Klaga skal vere skriftleg og sendast til oss: ${sendTo}. Skriv kva vedtak de klagar på, kva de vil ha endra, og gjerne kvifor. Vi vurderer saka på nytt først. Gjer vi ikkje om vedtaket, sender vi klaga vidare til ${body}.`,
    deferral:
      'De kan be om at vedtaket ikkje blir sett i verk før klaga er avgjord (utsett iverksetjing). Treng de rettleiing, kan de ta kontakt med oss.',
  },
  coFunding: {
    heading: 'Slik er reduksjonen rekna ut',
    leastShare: (percent) =>
      `Etter regelverket skal andre dekkje minst ${percent} prosent av dei samla kostnadene. Tilskotet blir sett ned så langt den eigenfinansieringa og medfinansieringa som kom, ikkje dekkjer denne delen.`,
    promised:
      'Etter regelverket blir tilskotet sett ned i same forhold når det kjem mindre medfinansiering enn søknaden gav opp.',
    granted: (years) => `Tilskot for ${years}`,
    totalCosts: 'Samla kostnader',
    promisedAmount: 'Medfinansiering etter søknaden',
    came: 'Medfinansiering som kom',
    allowed: 'Tilskot de kan behalde etter dette',
    spent: 'Brukt av tilskotet',
    unspent: 'Ubrukt, og alt kravt tilbake',
    reduction: 'Reduksjon vi vurderer',
  },
  access: {
    heading: 'Innsyn i saka',
    text: 'De har rett til å sjå dokumenta i saka, med dei unntaka som følgjer av lova. Ta kontakt med oss og oppgi referansen vår.',
  },
};
