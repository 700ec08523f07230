/** How a connection of our connector signs in: with an API key, at our authorization server, or with Microsoft Entra ID. */
export const SIGN_IN_KINDS = ['apiKey', 'oauth', 'entra'] as const;
export type SignInKind = (typeof SIGN_IN_KINDS)[number];
