import type { ServerTexts } from '../../server-texts.ts';

export const flowsPackages: ServerTexts = {
  FLX_PACKAGE_ARCHIVE: {
    "The archive '{file}' cannot be read: {problem}.": "'{file}' artxiboa ezin da irakurri: {problem}.",
    'Export the package again.': 'Esportatu paketea berriro.',
  },
  FLX_PACKAGE_NAME: {
    "'{file}' holds {count} flows, so that one name does not do.":
      "'{file}' fitxategiak {count} fluxu ditu; beraz, izen bakarra ez da nahikoa.",
    'Leave the name out: each flow keeps its own.': 'Ez eman izenik: fluxu bakoitzak berea gordetzen du.',
  },
  FLX_PACKAGE_CONNECTION: {
    "No flow in '{file}' uses a connection '{reference}'.":
      "'{file}' fitxategiko fluxu batek ere ez du '{reference}' konexioa erabiltzen.",
    'Correct the reference.': 'Zuzendu erreferentzia.',
  },
};
