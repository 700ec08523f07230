/** What a service answered. Every status is an answer; the caller decides what it means. */
export interface CallResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON as a value, text as text, anything else as `{$content-type, $content}`. */
  readonly body: unknown;
}
