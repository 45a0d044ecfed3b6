import {
  type Answer,
  anyFaults,
  check,
  equal,
  faults,
  field,
  firstAbout,
  inAnyOrder,
  inTurn,
  type Json,
  parsed,
  rule,
  status,
  thousands,
} from '#graders';
import { createProduct, drawProduct } from './product.ts';

const highest = { page: 1_000, limit: 100 };
const usual = 20;
const made = 23;

export default rule({
  id: 'list',
  text:
    '`GET /products?page=P&limit=L` answers 200 with a bare JSON array: page P of all products in the order of their ids, with L to a page. ' +
    `P is an integer from 1 to ${thousands(highest.page)}, and 1 if it is not sent; L is one from 1 to ${highest.limit}, and ${usual} if it is not sent. ` +
    'Any other integer is a fault of `page` or `limit`: 422 as for a body, with both if both are wrong.',
  why: 'A limit without a limit sends the whole table. One that is bent into shape in silence sends a page that nobody asked for.',
  checks: [
    check({
      id: 'pages-through-products',
      title: `Of ${made} products, each page holds those that are its own, ${usual} of them if no limit is sent`,
      hint: 'skip((page - 1) * limit).take(limit) on products in the order of their ids. A HashMap has no order.',
      runs: 'own',
      keepsConnection: true,
      needs: ['creates-a-product'],
      given: (draw) => ({ products: Array.from({ length: made }, () => drawProduct(draw)), limit: draw.integer(6, 9) }),
      probe: async ({ http }, { products, limit }) => {
        for (const one of products) await createProduct(http, one);
        const queries = ['', '?page=2', `?limit=${limit}&page=2`, `?page=3&limit=${limit}`, '?limit=100', '?page=1000', '?limit=1'];
        return inTurn(queries, (query) => http.get(`/products${query}`));
      },
      judge: ([one, two, middle, next, all, none, single], { products, limit }) => ({
        usual: names(one, products.slice(0, usual)) ?? names(two, products.slice(usual)),
        pages: names(middle, products.slice(limit, 2 * limit)) ?? names(next, products.slice(2 * limit, 3 * limit)),
        limits: names(all, products) ?? names(none, []) ?? names(single, products.slice(0, 1)),
      }),
      survives: [{ mutant: '*body[*].*', because: 'reads-a-product looks at the products themselves' }],
    }),
    check({
      id: 'refuses-a-page-beyond-its-limits',
      title: `GET /products with a page or a limit of 0, below 0 or too large answers 422 and names it, and both if both are wrong`,
      hint: 'Deserialize the query into integers with a sign, check them like a body, and clamp nothing.',
      runs: 'shared',
      given: (draw) => {
        const pages = [0, -draw.integer(1, 90), highest.page + 1, draw.integer(2 ** 40, 2 ** 40 + 900_000)].map((page) => ({
          query: `page=${page}`,
          fields: ['page'],
        }));
        const limits = [0, -draw.integer(1, 90), highest.limit + 1, 100_000].map((limit) => ({
          query: `limit=${limit}`,
          fields: ['limit'],
        }));
        const both = { query: `page=${draw.integer(2_000, 9_000)}&limit=${draw.integer(200, 900)}`, fields: ['page', 'limit'] };
        return [...pages, ...limits, both];
      },
      probe: ({ http }, given) => inTurn(given, ({ query }) => http.get(`/products?${query}`)),
      judge: (answers, given) => ({
        faults: firstAbout(
          given,
          answers,
          (answer, { fields }) => faults(answer, fields),
          ({ query }) => query,
        ),
      }),
      survives: [...anyFaults, inAnyOrder],
    }),
  ],
});

/** The answer is a list of these products, in this order. */
function names(answer: Answer | undefined, wanted: readonly { readonly name: string }[]) {
  if (answer === undefined) return undefined;
  const list = parsed(answer);
  const seen: Json = Array.isArray(list) ? list.map((one) => field(one, 'name') ?? null) : (list ?? 'no JSON');
  return (
    status(answer, 200) ??
    equal(
      seen,
      wanted.map(({ name }) => name),
    )
  );
}
