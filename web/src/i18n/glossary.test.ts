import { describe, expect, it } from 'vitest';
import { messages } from './languages/eu.ts';
import { texts as serverTexts } from './server/eu.ts';

const all = [...Object.values(messages), ...Object.values(serverTexts).flatMap((texts) => Object.values(texts))];

/** What a word of the field is in Basque, and other words for it that readers would take for something else. */
const OTHER_WORDS: readonly (readonly [english: string, basque: string, others: RegExp])[] = [
  ['map', 'esleitu', /\bmapa(tu|tz|ket)/i],
  ['match', 'bat etorri', /\bparekat|\bpartida/i],
  ['merge', 'konbinatu', /\bbatu\b/i],
  ['deduplication', 'bikoiztuak kentzea', /desplika|dedupli/i],
  ['winner', 'erregistro irabazlea', /erregistro nagusi/i],
  ['alternate ID', 'ID alternatiboa', /ID ordezko/i],
  ['data source', 'datu-iturburua', /\bdatu[- ]iturri/i],
  ['relationship', 'erlazioa', /\bharreman/i],
  ['measure', 'neurria', /\bneurket/i],
  ['threshold', 'atalasea', /\batari\b/i],
  ['schedule', 'antolaketa', /\bordutegi|\bprogramazio/i],
  ['time zone', 'ordu-zona', /\bordu[- ]eremu/i],
  ['successful', 'osatuta', /\barrakasta/i],
  ['failed', 'huts egin du', /\bporrot/i],
  ['refresh', 'freskatu', /\bfreskagarri|\bgaurkotu/i],
  ['incremental', 'inkrementala', /\bfreskatze gehigarri|\bpixkanaka/i],
  ['run', 'exekutatu', /\bkorrika/i],
  ['blank segment', 'segmentu hutsa', /\bsegmentu zuri/i],
  ['primary', 'nagusia', /\blehen hezkuntza/i],
  ['discover', 'ezagutu', /\bdeskubri/i],
  ['tile', 'lauza', /\bteila/i],
  ['set up', 'konfiguratu', /\bmuntatu/i],
  ['viewer', 'ikuslea', /\bbegiral/i],
  ['ends too early', 'goizegi amaitu', /\btestua lehenago amaitzen/],
  ['hold together', 'elkarri eutsi', /\bdira elkarri eusten/],
  ['of the branch', 'honen … adarra', /^(?!.*\bhonen\b).*\{\{branch\}\} adar/i],
];

describe('Basque', () => {
  it.each(OTHER_WORDS)('says %s as %s, in one word everywhere', (_english, _basque, others) => {
    expect(all.filter((text) => others.test(text))).toEqual([]);
  });
});
