import { check, first, inTurn, jsonType, rule } from '#graders';
import { anyId, createProduct, drawProduct, product } from './product.ts';

export default rule({
  id: 'products',
  text:
    '`POST /products` with `{"name": …, "description": …, "price": …, "stock": …}` answers 201 with the new product, `{"id": N, "name": …, "description": …, "price": …, "stock": …}`. ' +
    'N is an integer from 1 that the server chooses, higher than that of every product before. `name` and `price` must be there; a `description` that is not sent is null, and a `stock` that is not sent is 0. ' +
    '`GET /products/{id}` answers 200 with the product.',
  why: 'Rules are there so that good data gets in, and comes out again as it was.',
  checks: [
    check({
      id: 'creates-a-product',
      title: 'POST /products answers 201 with the whole product',
      hint: 'Return (StatusCode::CREATED, Json(product)), with the id that the product got.',
      runs: 'shared',
      given: (draw) => [drawProduct(draw), drawProduct(draw)],
      probe: ({ http }, given) => inTurn(given, (wanted) => http.post('/products', wanted)),
      judge: (answers, given) => ({
        products: first(answers.map((answer, at) => product(answer, 201, given[at] ?? null) ?? jsonType(answer))),
      }),
      survives: [anyId],
    }),
    check({
      id: 'fills-in-what-is-missing',
      title: 'A product without description and stock, and one with null for its description, have null and 0 there',
      hint: 'Take description as Option<String>, and stock with #[serde(default)].',
      runs: 'shared',
      needs: ['creates-a-product'],
      given: (draw) => {
        const { name, price, stock } = drawProduct(draw);
        return [
          { sent: { name, price }, stock: 0 },
          { sent: { name, price, stock, description: null }, stock },
        ];
      },
      probe: ({ http }, given) => inTurn(given, ({ sent }) => http.post('/products', sent)),
      judge: (answers, given) => ({
        products: first(
          answers.map((answer, at) => product(answer, 201, { ...given[at]?.sent, stock: given[at]?.stock ?? 0, description: null })),
        ),
      }),
      survives: [anyId],
    }),
    check({
      id: 'reads-a-product',
      title: 'GET /products/{id} answers 200 with the product that has this id',
      hint: 'Keep every field that was sent. Look the product up by the id of the path, Path(id): Path<u64>: an id is no index.',
      runs: 'shared',
      needs: ['creates-a-product'],
      given: (draw) => [drawProduct(draw), drawProduct(draw)],
      probe: async ({ http }, given) => {
        const paths: string[] = [];
        for (const wanted of given) paths.push(await createProduct(http, wanted));
        return inTurn(paths, (path) => http.get(path));
      },
      judge: (answers, given) => ({ products: first(answers.map((answer, at) => product(answer, 200, given[at] ?? null))) }),
      survives: [anyId],
    }),
  ],
});
