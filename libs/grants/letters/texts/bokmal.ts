import type { ArrivalChannel } from '#eventsourcing/arrivals.js';
import type { Duration } from '#calendar/duration.js';
import { laterInBokmal } from './later-bokmal.js';
import type { AppealedDecision, AppealOutcome, DetrimentGround } from '../facts.js';

const CAME: Readonly<Record<ArrivalChannel, string>> = {
  post: 'ble sendt i posten',
  email: 'ble sendt på e-post',
  oral: 'ble fremsatt muntlig',
};

const APPEALED: Readonly<Record<AppealedDecision, string>> = {
  decision: 'vedtaket om tilskudd',
  dismissal: 'vedtaket om å avvise klagen',
  revocation: 'vedtaket om å omgjøre vedtaket om tilskudd',
  recovery: 'vedtaket om tilbakekreving',
  amendment: 'vedtaket om endring av tilskuddet',
  refusal: 'avslaget på søknaden om endring av tilskuddet',
};

const OUTCOMES: Readonly<Record<AppealOutcome | 'set-aside', string>> = {
  dismissed: 'Klagen er avvist. Det betyr at vi ikke har vurdert innholdet i den.',
  reversed: 'Klagen har ført fram. Vi har selv gjort om vedtaket.',
  'let-stand': 'Klagen er ikke tatt til følge. Vedtaket blir stående.',
  changed: 'Vi har endret vedtaket.',
  annulled: 'Vedtaket er opphevet, og saken er sendt tilbake til ny behandling.',
  'set-aside': 'Vedtaket er opphevet.',
};

const ALLOWS: Readonly<Record<DetrimentGround, string>> = {
  'other-interests':
    'Vi har kommet til at interessene deres må vike for andre interesser. Dere fikk melding om at vedtaket kunne bli endret til skade for dere.',
  'other-appeal': 'En annen har også klaget på vedtaket, og den klagen har ført fram.',
  'not-notified': 'Melding om vedtaket hadde ikke kommet fram til dere.',
  invalid: 'Vedtaket er ugyldig.',
  'other-law': 'Andre rettsregler åpner for å endre vedtaket.',
  reserved: 'Det følger av vedtaket selv at det kan endres.',
  'general-principles': 'Alminnelige forvaltningsrettslige prinsipper åpner for å endre vedtaket.',
};

/** Up to twelve in words. */
const NUMBERS = ['to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv'];

const counted = (count: number, one: string, unit: string) =>
  count === 1 ? one : `${NUMBERS[count - 2] ?? count}\u00a0${unit}`;

/** What letters say in Bokmål; the other forms say the same, piece by piece. */
export const bokmal = {
  ...laterInBokmal,
  pageOf: 'Side {page} av {pages}',
  date: 'Dato',
  ourReference: 'Vår referanse',
  yourReference: 'Deres referanse',
  organisation: (number: string) => `Org.nr. ${number}`,
  attention: (name: string) => `Att. ${name}`,
  actsFor: (party: string) => `Fullmektig for ${party}`,
  copyTo: 'Kopi til',
  draftMark: 'UTKAST',
  draft: 'UTKAST: Brevet er ikke sendt og kan bli endret.',
  copyMark: 'KOPI',
  copy: 'KOPI: Vedtaket er truffet, og brevet er sendt. Det er brevet som er sendt, som gjelder.',
  portal: 'portalen dere søkte i',
  closing: 'Med hilsen',
  preparedBy: 'Saken er forberedt av',
  approvedBy: 'Vedtaket er godkjent av',
  decidedBy: 'Vedtaket er truffet av',
  caseworker: 'Saksbehandler',
  nameNotGiven: 'navn ikke oppgitt',
  twoPersons:
    'To personer har behandlet saken: Den som godkjente vedtaket, har ikke vært med på å forberede det. Brevet er godkjent elektronisk og har derfor ingen underskrift.',
  notApproved:
    'Vedtaket er ikke godkjent ennå. Det må godkjennes av en annen enn den som har forberedt saken.',
  unsigned: 'Brevet er godkjent elektronisk og har derfor ingen underskrift.',
  duration(duration: Duration): string {
    if ('days' in duration) return counted(duration.days, 'én dag', 'dager');
    if ('weeks' in duration) return counted(duration.weeks, 'én uke', 'uker');
    if ('months' in duration) return counted(duration.months, 'én måned', 'måneder');
    return counted(duration.years, 'ett år', 'år');
  },
  weReferTo: (title: string, scheme: string, submittedOn?: string) =>
    `Vi viser til søknaden deres${submittedOn ? ` av ${submittedOn}` : ''} om tilskudd til «${title}» fra tilskuddsordningen «${scheme}».`,
  registered: (what: 'application' | 'appeal', channel: ArrivalChannel, day: string, by: string) =>
    `${what === 'appeal' ? 'Klagen' : 'Søknaden'} ${CAME[channel]} ${day} og registrert av ${by}.`,
  appliedFor: (amount: string) => `Dere søkte om ${amount}.`,
  decision: 'Vedtak',
  grounds: 'Begrunnelse',
  enquiries: 'Spørsmål',
  enquiriesTo: (where: string) => `Har dere spørsmål, kan dere ta kontakt: ${where}. Oppgi referansen vår.`,

  overview: {
    scheme: 'Tilskuddsordning',
    project: 'Tiltak',
    amount: 'Tilskudd',
    period: 'Tilskuddsperiode',
    acceptBy: 'Frist for å godta',
    budget: 'Budsjettpost',
  },
  period: (from: string, to: string) => `${from} – ${to}`,
  budgetPost: (chapter: string, post?: string) => `kapittel ${chapter}${post ? ` post ${post}` : ''}`,

  legalBasis: {
    heading: 'Rettslig grunnlag',
    regulation: (scheme: string, version: string, inForceFrom?: string) =>
      `Vedtaket er truffet etter regelverket for tilskuddsordningen «${scheme}», versjon ${version}${inForceFrom ? `, i kraft fra ${inForceFrom}` : ''}.`,
    references: 'Reglene står i:',
    budget: (post: string) => `Tilskuddet dekkes av bevilgningen på ${post} i statsbudsjettet.`,
  },

  grant: {
    title: (title: string) => `Tilskuddsbrev: ${title}`,
    granted: (amount: string) => `Vi har innvilget dere et tilskudd på ${amount}.`,
    inPart: (amount: string) => `Vi har innvilget søknaden delvis: Dere får et tilskudd på ${amount}.`,
    followedUpBy: (name: string) =>
      `${name} betaler ut tilskuddet og følger det opp. Spørsmål om tilskuddet kan dere rette dit.`,
    purpose: 'Formål',
    goal: (goal: string) => `Målet med tilskuddsordningen er: ${goal}`,
    purposeText: 'Tilskuddet skal gå til dette formålet, og kan ikke brukes til noe annet:',
    conditions: 'Vilkår',
    conditionsText: 'Tilskuddet er gitt på disse vilkårene:',
    beforePayout: (text: string) => `${text} (Må være oppfylt før noe blir utbetalt.)`,
    standing: [
      'Tilskuddet skal brukes i samsvar med søknaden, dette brevet og regelverket for ordningen.',
      'Vesentlige endringer i tiltaket, budsjettet eller tidsplanen må vi ha godkjent på forhånd.',
      'Bruken av tilskuddet skal kunne følges i regnskapet.',
    ],
    coFunding: 'Medfinansiering',
    coFundingText: (amount: string) =>
      `Tilskuddet forutsetter at andre dekker ${amount} av kostnadene. Blir medfinansieringen mindre, må dere si fra til oss straks; tilskuddet kan da bli satt ned.`,
    payment: 'Utbetaling',
    paymentText:
      'Tilskuddet blir utbetalt til kontoen dere har oppgitt, etter denne planen. Ingenting blir utbetalt før dere har godtatt tilskuddet, og utbetalingene stanser så lenge en rapport mangler.',
    paymentUnplanned:
      'Tilskuddet blir utbetalt til kontoen dere har oppgitt, tidligst når dere har godtatt det. Utbetalingene stanser så lenge en rapport mangler.',
    paymentColumns: { number: 'Nr.', dueDate: 'Forfall', condition: 'Forutsetning', amount: 'Beløp' },
    sum: 'Sum',
    continuation: 'Planlagt videreføring',
    continuationText:
      'Vi planlegger å videreføre tilskuddet slik tabellen viser. Dette er ikke bindende for staten: Videreføringen forutsetter at Stortinget bevilger pengene, og krever et nytt vedtak.',
    continuationColumns: { year: 'År', amount: 'Beløp' },
    reporting: 'Rapportering',
    reportingText: 'Dere skal levere disse rapportene innen fristen:',
    reportingNone: 'Vi ber ikke om noen egen rapport for dette tilskuddet.',
    reportColumns: { report: 'Rapport', content: 'Skal inneholde', dueDate: 'Frist' },
    reportContent: (accounts: boolean, auditor: boolean) =>
      [
        'resultater og måloppnåelse',
        ...(accounts ? ['regnskap'] : []),
        ...(auditor ? ['revisors uttalelse'] : []),
      ].join(', '),
    unspent: (end?: string) =>
      end
        ? `Penger som ikke er brukt når tilskuddsperioden slutter ${end}, skal betales tilbake.`
        : 'Penger som ikke blir brukt til formålet, skal betales tilbake.',
    acceptance: 'Godta tilskuddet',
    acceptBy: (date: string) =>
      `Dere må godta tilskuddet og vilkårene innen ${date}. Gjør dere ikke det, faller tilskuddet bort.`,
    acceptWithin: (period: string) =>
      `Dere må godta tilskuddet og vilkårene innen ${period} etter at dere fikk dette brevet. Gjør dere ikke det, faller tilskuddet bort.`,
    accept: 'Dere må godta tilskuddet og vilkårene før vi kan utbetale noe.',
    control: 'Kontroll',
    controlText:
      'Vi og Riksrevisjonen har rett til å kontrollere at tilskuddet blir brukt etter forutsetningene. Dere må legge fram de opplysningene og regnskapene vi ber om, og la oss se hvordan tiltaket blir gjennomført.',
    sanctions: 'Følger av brudd på vilkårene',
    sanctionsText:
      'Blir vilkårene ikke fulgt, eller bygger vedtaket på uriktige eller ufullstendige opplysninger fra dere, kan vi holde tilbake utbetalinger, omgjøre vedtaket helt eller delvis og kreve tilskuddet tilbake. Vi varsler dere først, slik at dere kan uttale dere. Straffbare forhold kan bli politianmeldt.',
    stateAid: 'Bagatellmessig støtte',
    stateAidText: (limit: string, window: string, reference?: string) =>
      `Tilskuddet er bagatellmessig støtte${reference ? ` (${reference})` : ''}. Foretaket kan, sammen med foretak som regnes som ett enkelt foretak med det, få høyst ${limit} i slik støtte i løpet av ${window}. Støtten blir ført i Registeret for offentlig støtte. Si fra til oss hvis dere har fått annen slik støtte.`,
  },

  rejection: {
    title: (title: string) => `Avslag på søknad om tilskudd: ${title}`,
    decisionText: 'Vi har avslått søknaden. Dere får ikke tilskudd.',
    scores: 'Vurdering etter kriteriene',
    scoresText: 'Søknaden ble vurdert etter kriteriene i utlysningen:',
    scoreColumns: { criterion: 'Kriterium', score: 'Poeng', rationale: 'Vurdering' },
    score: (score: string, max: string) => `${score} av ${max}`,
    threshold: (least: string) => `Minst ${least} poeng kreves.`,
  },

  inadmissibility: {
    title: (title: string) => `Søknaden er avvist: ${title}`,
    decisionText:
      'Vi har avvist søknaden. Det betyr at den ikke oppfyller kravene for å bli behandlet, og at vi ikke har vurdert innholdet i den.',
    unmet: 'Disse kravene er ikke oppfylt:',
  },

  supplement: {
    title: (title: string) => `Søknaden mangler opplysninger: ${title}`,
    missing: 'Dette mangler',
    missingText: 'Vi trenger dette for å behandle søknaden:',
    deadline: 'Frist',
    deadlineText: (date: string, sendTo: string) =>
      `Send oss det som mangler, innen ${date}. Send det til: ${sendTo}. Ta kontakt før fristen er ute hvis dere trenger mer tid.`,
    consequence: 'Hva skjer hvis dere ikke svarer?',
    consequenceText:
      'Får vi ikke det som mangler innen fristen, kan søknaden bli avvist, eller vi avgjør den etter de opplysningene vi har.',
  },

  outcome: {
    title: 'Avgjørelse i klagesaken',
    weReferTo: (receivedOn: string, against: AppealedDecision, decidedOn: string, title: string) =>
      `Vi viser til klagen deres, som kom inn ${receivedOn}, på ${APPEALED[against]} av ${decidedOn} i saken om «${title}».`,
    result: (outcome: AppealOutcome | 'set-aside') => OUTCOMES[outcome],
    reversedForAll: 'Vi har selv gjort om vedtaket.',
    together:
      'Flere har klaget på vedtaket. Klagene er avgjort samlet, og avgjørelsen gjelder også klagen deres.',
    toDetriment: 'Vi har endret vedtaket til skade for dere.',
    nothingNow: 'Dere får ikke lenger tilskudd.',
    whyToDetriment: 'Hvorfor vedtaket kan endres til skade for dere',
    allows: (ground: DetrimentGround) => ALLOWS[ground],
    newAmount: (amount: string) => `Tilskuddet er nå på ${amount}.`,
    inPart: 'Klagen er delvis tatt til følge.',
    newClaim: (amount: string) => `Kravet om tilbakebetaling er satt ned til ${amount}.`,
    costs: 'Sakskostnader',
    costsText: (period?: string) =>
      `Når et vedtak blir endret til gunst for en part, har parten som regel krav på å få dekket vesentlige kostnader som var nødvendige for å få det endret. ${period ? `Kravet må settes fram innen ${period} etter at dere fikk dette brevet.` : 'Ta kontakt med oss om fristen for å sette fram kravet.'}`,
    final: 'Vedtaket er endelig',
    finalText:
      'Dere kan ikke klage videre på vedtaket. Mener dere at forvaltningen har gjort en feil, kan dere klage til Sivilombudet.',
  },

  replaces: {
    'own-motion': (decidedOn: string, worse: boolean) =>
      `Vi har gjort om vedtaket av ${decidedOn} av eget tiltak${worse ? ', til skade for dere' : ''}. Dette vedtaket erstatter det.`,
    appeal: (decidedOn: string, worse: boolean) =>
      `Etter klage er vedtaket av ${decidedOn} gjort om${worse ? ', til skade for dere' : ''}. Dette vedtaket erstatter det.`,
    annulled: (decidedOn: string) =>
      `Vedtaket av ${decidedOn} er opphevet. Dette vedtaket kommer i stedet for det.`,
  },

  forewarning: {
    title: (measure: 'revocation' | 'recovery'): string =>
      measure === 'revocation'
        ? 'Forhåndsvarsel om omgjøring av vedtaket om tilskudd'
        : 'Forhåndsvarsel om tilbakekreving av tilskudd',
    weReferTo: (title: string, scheme: string, decidedOn?: string) =>
      `Vi viser til vedtaket${decidedOn ? ` av ${decidedOn}` : ''} om tilskudd til «${title}» fra tilskuddsordningen «${scheme}».`,
    notice: 'Hva vi vurderer',
    revocation: (amount?: string) =>
      `Vi vurderer å omgjøre vedtaket${amount ? ` for ${amount} av tilskuddet` : ''}, slik at tilskuddet faller helt eller delvis bort. Det kan også bli krevd tilbake.`,
    recovery: (amount?: string) =>
      `Vi vurderer å kreve ${amount ? `${amount} av tilskuddet` : 'tilskuddet'} tilbake.`,
    notDecided: 'Saken er ikke avgjort. Dette er et varsel, slik at dere kan uttale dere først.',
    reply: 'Dere kan uttale dere',
    replyText: (date: string, sendTo: string) =>
      `Dere kan uttale dere innen ${date}. Send uttalelsen til: ${sendTo}. Hører vi ikke fra dere innen fristen, avgjør vi saken etter de opplysningene vi har.`,
    legalBasis: (scheme: string, version: string) =>
      `Saken blir vurdert etter regelverket for tilskuddsordningen «${scheme}», versjon ${version}.`,
  },

  appeal: {
    heading: 'Klagerett',
    right: (body: string) => `Dere kan klage på vedtaket. Klageinstans er ${body}.`,
    period: (period: string, deadline?: string) =>
      `Klagefristen er ${period} fra dere fikk dette brevet${deadline ? `, det vil si til og med ${deadline}` : ''}.`,
    how: (sendTo: string, body: string) =>
      `Klagen skal være skriftlig og sendes til oss: ${sendTo}. Skriv hvilket vedtak dere klager på, hva dere vil ha endret, og gjerne hvorfor. Vi vurderer saken på nytt først. Gjør vi ikke om vedtaket, sender vi klagen videre til ${body}.`,
    deferral:
      'Dere kan be om at vedtaket ikke blir satt i verk før klagen er avgjort (utsatt iverksetting). Trenger dere veiledning, kan dere ta kontakt med oss.',
  },
  coFunding: {
    heading: 'Slik er reduksjonen regnet ut',
    leastShare: (percent: number) =>
      `Etter regelverket skal andre dekke minst ${percent} prosent av de samlede kostnadene. Tilskuddet blir satt ned så langt den egenfinansieringen og medfinansieringen som kom, ikke dekker denne andelen.`,
    promised:
      'Etter regelverket blir tilskuddet satt ned forholdsmessig når det kommer mindre medfinansiering enn søknaden oppga.',
    granted: (years: string) => `Tilskudd for ${years}`,
    totalCosts: 'Samlede kostnader',
    promisedAmount: 'Medfinansiering etter søknaden',
    came: 'Medfinansiering som kom',
    allowed: 'Tilskudd dere kan beholde etter dette',
    spent: 'Brukt av tilskuddet',
    unspent: 'Ubrukt, og allerede krevd tilbake',
    reduction: 'Reduksjon vi vurderer',
  },
  access: {
    heading: 'Innsyn i saken',
    text: 'Dere har rett til å se dokumentene i saken, med de unntakene som følger av loven. Ta kontakt med oss og oppgi referansen vår.',
  },
};

/** The pieces every form of a language must say; what is missing does not compile. */
export type LetterTexts = typeof bokmal;
