import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { createToken } from '../../../base/ids.ts';
import { systemRandom } from '../../../base/random.ts';
import { flowConnectorError } from '../catalogue.ts';

/** A client that shows who it is by a certificate. */
export interface AssertingClient {
  readonly clientId: string;
  /** PEM. */
  readonly certificate: string;
  readonly privateKey: string;
  /** Token endpoint that the proof is for. */
  readonly audience: string;
  readonly now: Date;
}

const LIFETIME_SECONDS = 300;

/**
 * Form fields with which a client signs in by its certificate instead of a secret.
 * Source: RFC 7523 §2.2; header `x5t#S256` and `x5t` as Entra ID asks for.
 * @throws FLX_OAUTH_CERTIFICATE
 */
export function clientAssertion(client: AssertingClient): Readonly<Record<string, string>> {
  const { clientId, audience, now } = client;
  const issuedAt = Math.floor(now.getTime() / 1000);
  const claims = {
    aud: audience,
    iss: clientId,
    sub: clientId,
    jti: createToken(systemRandom),
    iat: issuedAt,
    nbf: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  };
  try {
    const { fingerprint, fingerprint256 } = new X509Certificate(client.certificate);
    const header = { alg: 'RS256', typ: 'JWT', x5t: encodeHex(fingerprint), 'x5t#S256': encodeHex(fingerprint256) };
    const content = `${encodeJson(header)}.${encodeJson(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(content), createPrivateKey(client.privateKey));
    return {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: `${content}.${signature.toString('base64url')}`,
    };
  } catch (cause) {
    throw flowConnectorError('FLX_OAUTH_CERTIFICATE', {}, { cause });
  }
}

function encodeJson(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function encodeHex(fingerprint: string): string {
  return Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');
}
