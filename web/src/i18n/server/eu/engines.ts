import type { ServerTexts } from '../../server-texts.ts';

export const engines: ServerTexts = {
  FLX_ENGINE: {
    'The analytical engine refused a statement: {reason}': 'Motor analitikoak sententzia bati uko egin dio: {reason}',
    'This is a fault in Fluxu unless the statement is yours; report it with the statement.':
      'Fluxuren akats bat da, sententzia zurea ez bada; jakinarazi sententziarekin batera.',
  },
  FLX_ENGINE_MEMORY: {
    "The work needs more memory than the limit '{memoryLimit}' allows, and what is left of it cannot be put on disk.":
      "Lanak '{memoryLimit}' mugak baimentzen duena baino memoria gehiago behar du, eta gainerakoa ezin da diskoan jarri.",
    'Raise the limit: FLUXU_MEMORY_LIMIT for the server and its refreshes, --memory for fluxu match.':
      'Handitu muga: FLUXU_MEMORY_LIMIT zerbitzarirako eta haren freskatzeetarako, --memory fluxu match komandorako.',
  },
  FLX_ENGINE_DISK: {
    'The disk is full or not writable: {reason}': 'Diskoa beteta dago, edo ezin da bertan idatzi: {reason}',
    'Free space in the data folder, then run the refresh again.':
      'Egin lekua datu-karpetan, eta exekutatu freskatzea berriro.',
  },
  FLX_ENGINE_INTERRUPTED: {
    'The work was stopped.': 'Lana gelditu egin da.',
    'Start it again when you are ready.': 'Abiarazi berriro prest zaudenean.',
  },
  FLX_ENGINE_LIMITS: {
    "The analytical engine does not open with the memory limit '{memoryLimit}': {reason}":
      "Motor analitikoa ez da '{memoryLimit}' memoria-mugarekin irekitzen: {reason}",
    'Write the limit like 4GB or 512MB; it comes from FLUXU_MEMORY_LIMIT or --memory.':
      'Idatzi muga 4GB edo 512MB bezala; FLUXU_MEMORY_LIMIT ezarpenetik edo --memory aukeratik dator.',
  },
  FLX_ENGINE_FILE: {
    'A file cannot be read: {reason}': 'Fitxategi bat ezin da irakurri: {reason}',
    'Check that the file exists, is readable and has the stated format.':
      'Egiaztatu fitxategia badagoela, irakur daitekeela eta adierazitako formatua duela.',
  },
};
