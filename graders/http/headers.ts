/** About the connection and how the body goes over it, not about the answer: HTTP leaves all of this to the server. */
const framing: ReadonlySet<string> = new Set(['connection', 'content-length', 'keep-alive', 'trailer', 'transfer-encoding']);

/** The headers of an answer as evidence: names in lower case, repeated ones joined, and none that differs with the framing. */
export function answerHeaders(headers: { readonly [name: string]: string | string[] | undefined }): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      const key = name.toLowerCase();
      if (value === undefined || framing.has(key)) return [];
      // White space around a value is none of it (RFC 9110, 5.5); undici leaves the tabs.
      return [[key, (Array.isArray(value) ? value : [value]).map((one) => one.trim()).join(', ')]];
    }),
  );
}
