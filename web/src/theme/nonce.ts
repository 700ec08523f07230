/** The nonce with which this page may add style elements; browsers hide it from the attribute, not from the property. */
export function nonceOfPage(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}
