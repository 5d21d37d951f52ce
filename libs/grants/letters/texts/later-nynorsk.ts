import type { LaterTexts } from './later-bokmal.js';

/** What letters on decisions after the grant say in Nynorsk. */
export const laterInNynorsk: LaterTexts = {
  automatic: 'Brevet er laga og sendt automatisk og har difor inga underskrift.',

  revoked: {
    title: (title) => `Vedtak om omgjering av tilskot: ${title}`,
    whole: (before) => `Vi har gjort om vedtaket om tilskot. Heile tilskotet på ${before} fell bort.`,
    inPart: (before, inForce) =>
      `Vi har gjort om vedtaket om tilskot. Tilskotet blir sett ned frå ${before} til ${inForce}.`,
    arithmetic: 'Førehandsvarselet viser korleis reduksjonen er rekna ut.',
    consequences: 'Kva dette har å seie for dykk',
    unpaid: 'Vi betaler ikkje ut meir enn det som blir ståande av tilskotet.',
    paid: 'Er det alt betalt ut meir enn det som blir ståande, kan det bli kravt tilbake. De får i så fall eit eige varsel, slik at de kan uttale dykk før vi gjer vedtak om eit krav.',
  },

  reinstated: {
    title: (title) => `Vedtak om omgjering til gunst for dykk: ${title}`,
    decisionText: (inForce) =>
      `Vi har gjort om vedtaket vårt om at tilskotet heilt eller delvis fell bort. Tilskotet er igjen på ${inForce}.`,
    paid: 'Det som ikkje er betalt ut, blir betalt ut etter ein ny plan, så snart vi har løyving til det.',
    claims:
      'Krav om tilbakebetaling som byggjer på vedtaket, fell bort så langt tilskotet igjen dekkjer det som er betalt ut.',
  },

  dueBack: {
    revocation: 'Det er betalt ut meir enn det tilskotet no er på.',
    unspent: 'Ein rapport viser at ikkje heile tilskotet er brukt.',
    overpayment: 'Det er betalt ut for mykje.',
  },

  claim: {
    title: (title) => `Vedtak om tilbakekrevjing av tilskot: ${title}`,
    decisionText: (amount, dueOn) =>
      `Vi har gjort vedtak om å krevje ${amount} av tilskotet tilbake. Beløpet må vere betalt innan ${dueOn}.`,
    because: {
      revocation: 'Kravet gjeld pengar som er betalte ut utover det tilskotet no er på.',
      unspent: 'Kravet gjeld pengar som ikkje er brukte.',
      overpayment: 'Kravet gjeld pengar som det er betalt ut for mykje av.',
    },
    left: (amount) => `Vi krev ikkje tilbake ${amount} av det vi varsla om.`,
    payment: 'Betaling',
    paymentText:
      'Oppgi referansen vår når de betaler. Kan de ikkje betale alt innan fristen, kan de be om å få betale i avdrag. Ta kontakt med oss før fristen er ute.',
  },

  amendment: {
    title: (title) => `Vedtak om endring av tilskot: ${title}`,
    decisionText: 'Vi har endra vedtaket om tilskot.',
    less: (amount, before) => `Tilskotet blir sett ned frå ${before} til ${amount}.`,
    more: (amount, before) => `Tilskotet blir auka frå ${before} til ${amount}.`,
    same: (amount) => `Tilskotet er framleis på ${amount}.`,
    schedule: 'Det som enno ikkje er betalt ut, blir betalt ut etter denne planen:',
    added: 'Desse vilkåra kjem i tillegg til dei de har frå før:',
    dropped: (count) =>
      count === 1 ? 'Eitt av dei tidlegare vilkåra fell bort.' : 'Nokre av dei tidlegare vilkåra fell bort.',
  },

  refusal: {
    title: (title) => `Avslag på søknad om endring av tilskot: ${title}`,
    decisionText: (day) => `Vi har avslått søknaden dykkar av ${day} om endring av tilskotet.`,
    rest: (day) =>
      `Ein del av søknaden dykkar av ${day} om endring av tilskotet er innvilga tidlegare. Vi har avslått resten.`,
    unchanged: 'Tilskotet og vilkåra for det er som før.',
    wish: 'De søkte om dette:',
    wonOnAppeal: 'Søknaden om endring av tilskotet skal innvilgast. Endringa blir gjord i eit eige vedtak.',
    nothingToAmend: (granted) =>
      granted
        ? 'Heile tilskotet er falle bort, og difor er det ikkje noko å endre no. Får de tilskotet tilbake, skal søknaden om endring innvilgast.'
        : 'Heile tilskotet er falle bort, og difor er det ikkje noko å endre no. Får de tilskotet tilbake, avgjer vi søknaden om endring på nytt.',
  },

  offer: {
    title: (title) => `Tilskotet kan godtakast igjen: ${title}`,
    heading: 'Kva som har skjedd',
    lapsed: (day) =>
      `Vi la til grunn at fristen for å godta tilskotet gjekk ut ${day}. Det viser seg at han ikkje var ute.`,
    open: (amount) =>
      `Tilbodet gjeld difor igjen, og de kan godta tilskotet på ${amount}. Det som står i tilskotsbrevet, gjeld framleis.`,
    whileAppealWaits:
      'Fristen går ikkje medan klaga blir behandla. Dei dagane som er att, går frå de får svar på klaga.',
  },
};
