import { check, rule } from '#graders';
import { anyId, createProduct, drawProduct, product } from './product.ts';

export default rule({
  id: 'update',
  text:
    '`PATCH /products/{id}` with any of the fields answers 200 with the whole product. What is not sent stays as it was. ' +
    'null takes the description away, and is of the wrong kind for every other field. The same rules hold as for a new product, and an update that is refused changes nothing.',
  why: 'A rule that holds on create alone does not hold. And who cannot tell "not sent" from null either loses data or never gets rid of it.',
  checks: [
    check({
      id: 'updates-only-what-is-sent',
      title: 'PATCH with a price alone, then with a name alone, changes just these, and GET shows it afterwards',
      hint: 'Give the update a struct of its own, every field an Option, and set only what is Some.',
      runs: 'shared',
      needs: ['reads-a-product'],
      given: (draw) => ({ made: drawProduct(draw), changes: drawProduct(draw) }),
      probe: async ({ http }, { made, changes: { price, name } }) => {
        const path = await createProduct(http, made);
        return { priced: await http.patch(path, { price }), named: await http.patch(path, { name }), after: await http.get(path) };
      },
      judge: ({ priced, named, after }, { made, changes: { price, name } }) => ({
        priced: product(priced, 200, { ...made, price }),
        named: product(named, 200, { ...made, price, name }),
        after: product(after, 200, { ...made, price, name }),
      }),
      survives: [anyId],
    }),
    check({
      id: 'takes-a-description-away',
      title: 'PATCH with null for the description takes it away, and PATCH with {} leaves it',
      hint: 'Option<Option<String>> with #[serde(default, deserialize_with = …)] tells "not sent" from null. A plain Option takes one for the other.',
      runs: 'shared',
      needs: ['updates-only-what-is-sent'],
      given: (draw) => drawProduct(draw),
      probe: async ({ http }, made) => {
        const path = await createProduct(http, made);
        return { left: await http.patch(path, {}), taken: await http.patch(path, { description: null }), after: await http.get(path) };
      },
      judge: ({ left, taken, after }, made) => ({
        left: product(left, 200, made),
        taken: product(taken, 200, { ...made, description: null }),
        after: product(after, 200, { ...made, description: null }),
      }),
      survives: [anyId],
    }),
    check({
      id: 'changes-nothing-when-refused',
      title: 'PATCH with a good name and a bad price is refused, and the product keeps its old name',
      hint: 'Check everything first, as on create, then change. A field that is set before the next one is checked stays set.',
      runs: 'shared',
      needs: ['reads-a-product'],
      given: (draw) => ({ made: drawProduct(draw), changes: [0, 1_000_001].map((price) => ({ ...drawProduct(draw), price })) }),
      probe: async ({ http }, { made, changes }) => {
        const path = await createProduct(http, made);
        for (const change of changes) await http.patch(path, change);
        return http.get(path);
      },
      judge: (answer, { made }) => ({ product: product(answer, 200, made) }),
      survives: [anyId],
    }),
  ],
});
