import type { MessageFormat } from '../../../store/webhook-subscriptions.ts';

/** What a receiver gets, before it is signed. */
export interface Message {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface MessageOptions {
  readonly format: MessageFormat;
  /** Id of this server, for `source` of CloudEvents. */
  readonly instanceId: string;
}

type Payload = Readonly<Record<string, unknown>>;

const JSON_TYPE = 'application/json; charset=utf-8';
const EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';

/**
 * The payload of an occurrence as a message: alone, or as a CloudEvent in structured or in binary mode.
 * Source: CloudEvents 1.0.2, HTTP protocol binding §3.
 */
export function createMessage(payload: Payload, { format, instanceId }: MessageOptions): Message {
  const id = String(payload['eventId'] ?? '');
  if (format === 'payload') return { id, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(payload) };
  const attributes = attributesOf(payload, instanceId);
  if (format === 'cloudEvents') {
    const event = { ...attributes, datacontenttype: 'application/json', data: payload };
    return { id, headers: { 'content-type': EVENT_TYPE }, body: JSON.stringify(event) };
  }
  const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeHeader(value)]);
  return { id, headers: { 'content-type': JSON_TYPE, ...Object.fromEntries(headers) }, body: JSON.stringify(payload) };
}

function attributesOf(payload: Payload, instanceId: string): Record<string, string> {
  const subject = payload['segmentName'] ?? payload['measureName'] ?? payload['dataSourceName'];
  return {
    specversion: '1.0',
    id: String(payload['eventId'] ?? ''),
    source: `urn:fluxu:${instanceId}`,
    type: `fluxu.${String(payload['eventType'] ?? '')}`,
    time: String(payload['eventTime'] ?? ''),
    ...(subject !== undefined && { subject: String(subject) }),
  };
}

/** Spaces, quotes, percent signs and what is not printable ASCII are percent-encoded (HTTP binding §3.1.3.2). */
function encodeHeader(text: string): string {
  return text.replaceAll(/[^\x21\x23-\x24\x26-\x7e]+/gu, (part) =>
    [...Buffer.from(part, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
