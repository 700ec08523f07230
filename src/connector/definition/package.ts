import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { createProperties, type PropertiesOptions } from './properties.ts';
import { readmeOf } from './readme.ts';
import { createDefinition } from './swagger.ts';

/** Files of the connector by name, as Power Platform wants them. */
export function connectorFiles(options: PropertiesOptions): Readonly<Record<string, Uint8Array>> {
  return {
    'apiDefinition.swagger.json': strToU8(jsonOf(createDefinition(options))),
    'apiProperties.json': strToU8(jsonOf(createProperties(options))),
    'icon.png': readIcon(),
    'README.md': strToU8(readmeOf(options)),
    'settings.json': strToU8(jsonOf(paconnSettings())),
  };
}

/** Those files in one zip; the same options give the same bytes. */
export function connectorZip(options: PropertiesOptions): Uint8Array {
  return zipSync(connectorFiles(options), { mtime: new Date(1980, 0, 1), level: 9 });
}

/** The icon: two points and the flow between them, 230 × 230 pixels. */
export function readIcon(): Uint8Array {
  return readFileSync(new URL('icon.png', import.meta.url));
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** What the command line tool `paconn` reads to create or update the connector. */
function paconnSettings() {
  return {
    connectorId: null,
    environment: null,
    apiProperties: 'apiProperties.json',
    apiDefinition: 'apiDefinition.swagger.json',
    icon: 'icon.png',
    powerAppsUrl: 'https://api.powerapps.com',
    powerAppsApiVersion: '2016-11-01',
  };
}
