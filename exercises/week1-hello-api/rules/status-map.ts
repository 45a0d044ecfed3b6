import { allows, check, inTheCheck, rule, status } from '#graders';

export default rule({
  id: 'status-map',
  text: 'An unknown path answers 404. A known path asked with a method it does not have answers 405, with an `Allow` header that names `GET`. What the bodies hold is open.',
  why: 'Clients, caches and monitors read the status, not the text.',
  checks: [
    check({
      id: 'answers-404-off-the-map',
      title: 'A path that is no route answers 404',
      hint: 'axum answers 404 by itself. A fallback of your own must set the status.',
      runs: 'shared',
      given: (draw) => ({ path: `/${draw.word()}/${draw.word()}` }),
      probe: ({ http }, { path }) => http.get(path),
      judge: (answer) => ({ status: status(answer, 404) }),
    }),
    check({
      id: 'answers-405-with-allow',
      title: 'POST /greet/{name} answers 405 and Allow names GET',
      hint: 'Declare the route with get(…): axum then answers 405 with Allow. any(…) takes every method; a fallback may hide the 405.',
      runs: 'shared',
      needs: ['greets-by-name'],
      given: (draw) => ({ path: `/greet/${draw.word()}` }),
      probe: ({ http }, { path }) => http.post(path, {}),
      judge: (answer) => ({ status: inTheCheck(status(answer, 405)), allow: allows(answer, ['GET']) }),
    }),
  ],
});
