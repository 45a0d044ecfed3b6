import { keepsARequestToOneLine, keepsOutOfTheLog, rule } from '#graders';
import { postEcho } from './echo.ts';

export default rule({
  id: 'privacy',
  text: 'A line holds the path without its query, nothing of headers such as `authorization: Bearer …` and `cookie`, and nothing of bodies. Whatever is in a path, its request is one line.',
  why: 'Tokens travel in queries and headers, and logs go to more people than any database. And whoever can write a line of their own can make you believe anything.',
  checks: [
    keepsOutOfTheLog({
      id: 'keeps-secrets-out-of-the-log',
      title: 'What is in the query, in authorization, in a cookie or in the body of a request is in no line',
      hint: 'uri().path() is the path alone. Display of a Uri, and Debug of a request or of its headers, print all of it.',
      needs: ['logs-each-answer'],
      given: (draw) => {
        const [query = '', bearer = '', cookie = '', body = ''] = Array.from({ length: 4 }, () => draw.word() + draw.word());
        const headers = { authorization: `Bearer ${bearer}`, cookie: `${draw.word()}=${cookie}` };
        return {
          requests: [
            { method: 'GET', path: `/work/${draw.word()}?ms=1&${draw.word()}=${query}`, headers },
            postEcho(draw.word(), body),
            { method: 'GET', path: `/work/${draw.word()}` },
          ],
          secrets: [query, bearer, cookie, body],
        };
      },
    }),
    keepsARequestToOneLine({
      id: 'keeps-a-request-to-one-line',
      title: 'A path with a percent-encoded line break in it is logged in one line',
      hint: 'Log the path as it came, percent-encoded. Decoded, %0A ends your line and begins one of the client’s: if you must decode it, log it with Debug.',
      needs: ['logs-each-answer'],
      given: (draw) => {
        const [before, after] = [draw.word() + draw.word(), draw.word() + draw.word()];
        const forged = `${before}${draw.pick(['%0A', '%0D%0A'])}method=GET%20path=${after}%20status=200`;
        return { before, after, requests: [forged, draw.word()].map((name) => ({ method: 'GET', path: `/work/${name}` })) };
      },
    }),
  ],
});
