/** Who is not known, and who is known and has no right: what a row of a status map says of them. */

export const unauthorized = {
  status: 401,
  code: 'unauthorized',
  hint: '401 is for who is not known, and says in WWW-Authenticate how to become so: send ("www-authenticate", "Bearer") along.',
  header: { name: 'WWW-Authenticate', shown: 'Bearer', isRight: (value: string) => /^bearer\b/i.test(value) },
} as const;

export const forbidden = {
  status: 403,
  code: 'forbidden',
  hint: '403 is for who is known and has no right to this. With 401 a client looks for a key that it has already.',
} as const;
