import type { ClaimBasis } from '../later-facts.js';

/** What letters on decisions after the grant say in Bokmål. */
export const laterInBokmal = {
  automatic: 'Brevet er laget og sendt automatisk og har derfor ingen underskrift.',

  revoked: {
    title: (title: string) => `Vedtak om omgjøring av tilskudd: ${title}`,
    whole: (before: string) =>
      `Vi har omgjort vedtaket om tilskudd. Hele tilskuddet på ${before} faller bort.`,
    inPart: (before: string, inForce: string) =>
      `Vi har omgjort vedtaket om tilskudd. Tilskuddet blir satt ned fra ${before} til ${inForce}.`,
    arithmetic: 'Forhåndsvarselet viser hvordan reduksjonen er regnet ut.',
    consequences: 'Hva dette betyr for dere',
    unpaid: 'Vi utbetaler ikke mer enn det som blir stående av tilskuddet.',
    paid: 'Er det allerede utbetalt mer enn det som blir stående, kan det bli krevd tilbake. Dere får i så fall et eget varsel, slik at dere kan uttale dere før vi vedtar et krav.',
  },

  reinstated: {
    title: (title: string) => `Vedtak om omgjøring til gunst for dere: ${title}`,
    decisionText: (inForce: string) =>
      `Vi har omgjort vedtaket vårt om at tilskuddet helt eller delvis faller bort. Tilskuddet er igjen på ${inForce}.`,
    paid: 'Det som ikke er utbetalt, blir utbetalt etter en ny plan, så snart vi har bevilgning til det.',
    claims:
      'Krav om tilbakebetaling som bygger på vedtaket, faller bort så langt tilskuddet igjen dekker det som er utbetalt.',
  },

  /** Why the program forewarns of a claim. */
  dueBack: {
    revocation: 'Det er utbetalt mer enn det tilskuddet nå er på.',
    unspent: 'En rapport viser at ikke hele tilskuddet er brukt.',
    overpayment: 'Det er utbetalt for mye.',
  } as Readonly<Record<ClaimBasis, string>>,

  claim: {
    title: (title: string) => `Vedtak om tilbakekreving av tilskudd: ${title}`,
    decisionText: (amount: string, dueOn: string) =>
      `Vi har vedtatt å kreve ${amount} av tilskuddet tilbake. Beløpet må være betalt innen ${dueOn}.`,
    because: {
      revocation: 'Kravet gjelder penger som er utbetalt utover det tilskuddet nå er på.',
      unspent: 'Kravet gjelder penger som ikke er brukt.',
      overpayment: 'Kravet gjelder penger som er utbetalt for mye.',
    } as Readonly<Record<ClaimBasis, string>>,
    left: (amount: string) => `Vi krever ikke tilbake ${amount} av det vi varslet om.`,
    payment: 'Betaling',
    paymentText:
      'Oppgi referansen vår når dere betaler. Kan dere ikke betale alt innen fristen, kan dere be om å få betale i avdrag. Ta kontakt med oss før fristen er ute.',
  },

  amendment: {
    title: (title: string) => `Vedtak om endring av tilskudd: ${title}`,
    decisionText: 'Vi har endret vedtaket om tilskudd.',
    less: (amount: string, before: string) => `Tilskuddet blir satt ned fra ${before} til ${amount}.`,
    more: (amount: string, before: string) => `Tilskuddet blir økt fra ${before} til ${amount}.`,
    same: (amount: string, _before: string) => `Tilskuddet er fortsatt på ${amount}.`,
    schedule: 'Det som ennå ikke er utbetalt, blir utbetalt etter denne planen:',
    added: 'Disse vilkårene kommer i tillegg til dem dere har fra før:',
    dropped: (count: number): string =>
      count === 1
        ? 'Ett av de tidligere vilkårene faller bort.'
        : 'Noen av de tidligere vilkårene faller bort.',
  },

  refusal: {
    title: (title: string) => `Avslag på søknad om endring av tilskudd: ${title}`,
    decisionText: (day: string) => `Vi har avslått søknaden deres av ${day} om endring av tilskuddet.`,
    rest: (day: string) =>
      `En del av søknaden deres av ${day} om endring av tilskuddet er innvilget tidligere. Vi har avslått resten.`,
    unchanged: 'Tilskuddet og vilkårene for det er som før.',
    wish: 'Dere søkte om dette:',
    wonOnAppeal: 'Søknaden om endring av tilskuddet skal innvilges. Endringen blir gjort i et eget vedtak.',
    nothingToAmend: (granted: boolean): string =>
      granted
        ? 'Hele tilskuddet er falt bort, og derfor er det ikke noe å endre nå. Får dere tilskuddet tilbake, skal søknaden om endring innvilges.'
        : 'Hele tilskuddet er falt bort, og derfor er det ikke noe å endre nå. Får dere tilskuddet tilbake, avgjør vi søknaden om endring på nytt.',
  },

  offer: {
    title: (title: string) => `Tilskuddet kan godtas igjen: ${title}`,
    heading: 'Hva som har skjedd',
    lapsed: (day: string) =>
      `Vi la til grunn at fristen for å godta tilskuddet gikk ut ${day}. Det viser seg at den ikke var ute.`,
    open: (amount: string) =>
      `Tilbudet gjelder derfor igjen, og dere kan godta tilskuddet på ${amount}. Det som står i tilskuddsbrevet, gjelder fortsatt.`,
    whileAppealWaits:
      'Fristen løper ikke mens klagen blir behandlet. De dagene som er igjen, løper fra dere får svar på klagen.',
  },
};

/** The pieces that every form of a language says of decisions after the grant. */
export type LaterTexts = typeof laterInBokmal;
