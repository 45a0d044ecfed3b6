/** What a server did with one HTTP request. Vocabulary never throws for it. */
export type Answer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case; repeated headers joined by `, `; none that is about the framing of the body or the connection. */
      readonly headers: { readonly [name: string]: string };
      /** The body as UTF-8 text, at most 64 KiB of it. */
      readonly body: string;
      readonly ms: number;
    }
  | { readonly kind: 'closed'; readonly ms: number }
  | { readonly kind: 'reset'; readonly ms: number }
  | { readonly kind: 'refused'; readonly ms: number }
  | { readonly kind: 'timed-out'; readonly ms: number }
  | { readonly kind: 'not-http'; readonly bytes: string; readonly ms: number };

/** How a stream of bytes went: what came back, and how it ended. */
export interface Stream {
  /** Bytes received, base64, at most 16 KiB of them. */
  readonly bytes: string;
  readonly length: number;
  /** SHA-256 of all bytes received, hex. */
  readonly sha256: string;
  readonly end: StreamEnd;
  /** How long the bytes were waited for; of an exchange in parts, for the slowest part. */
  readonly ms: number;
}

export type StreamEnd = 'open' | 'closed' | 'reset' | 'refused' | 'timed-out';

/** What came back for one datagram. UDP may lose, so `none` tells how often it was sent. */
export type Datagram =
  | { readonly kind: 'answer'; readonly bytes: string; readonly ms: number }
  /** `refused`: the system said that nothing has this UDP port. */
  | { readonly kind: 'none'; readonly sent: number; readonly refused: boolean; readonly ms: number };

/** One answer of a load: latency from the due time, or why there was none. */
export type Sample = { readonly ok: true; readonly ms: number } | { readonly ok: false; readonly why: string };
