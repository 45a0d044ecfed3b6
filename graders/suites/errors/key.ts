/** Who is not known, and who is known and has no right: what a row of a status map says of them. */

export const unauthorized = {
  status: 401,
  code: 'unauthorized',
  hint: '401 is for a client that is not known, and WWW-Authenticate says how it becomes known: add the header ("www-authenticate", "Bearer").',
  header: { name: 'WWW-Authenticate', shown: 'Bearer', isRight: (value: string) => /^bearer\b/i.test(value) },
} as const;

export const forbidden = {
  status: 403,
  code: 'forbidden',
  hint: '403 is for a client that is known and has no right to this. At a 401 it would look for a key, and it has one.',
} as const;
