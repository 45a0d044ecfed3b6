import { anyFaults, check, faults, inAnyOrder, inTheCheck, rule } from '#graders';
import { createProduct, drawProduct } from './product.ts';

export default rule({
  id: 'faults',
  text:
    'Where a body is of the right kind and breaks these rules, the answer is 422 with a fault for each field that does, in any order, and for no other: ' +
    '`{"error": {"code": "validation_failed", "message": …, "faults": [{"field": "price", "message": …}, …]}}`.',
  why: 'Who fills in a form wants to hear of all that is wrong with it at once, and next to the right field.',
  checks: [
    check({
      id: 'reports-all-faults',
      title: 'POST /products with four bad fields names all four, and with two bad fields these two',
      hint: 'Collect faults in a Vec and refuse at the end if there are any. `?` on the first check leaves with the first fault.',
      runs: 'shared',
      needs: ['creates-a-product'],
      given: (draw) => {
        const all = {
          name: ' '.repeat(draw.integer(1, 6)),
          description: `${draw.word()}\0${draw.word()}`,
          price: -draw.integer(0, 90),
          stock: draw.integer(10_001, 90_000),
        };
        return { all, two: { ...drawProduct(draw), name: draw.text(draw.integer(101, 120)), stock: -draw.integer(1, 90) } };
      },
      probe: async ({ http }, { all, two }) => ({ all: await http.post('/products', all), two: await http.post('/products', two) }),
      judge: ({ all, two }) => ({ all: faults(all, ['name', 'description', 'price', 'stock']), two: faults(two, ['name', 'stock']) }),
      survives: [...anyFaults, inAnyOrder],
    }),
    check({
      id: 'reports-all-faults-of-an-update',
      title: 'PATCH /products/{id} with two bad fields names these two, and not those that were not sent',
      hint: 'Let create and update collect with the same functions; an update asks them only for what is Some.',
      runs: 'shared',
      needs: ['updates-only-what-is-sent'],
      given: (draw) => ({
        made: drawProduct(draw),
        one: { price: 0, description: `\0${draw.word()}` },
        other: { name: '', stock: draw.integer(10_001, 90_000), price: draw.integer(2, 900) },
      }),
      probe: async ({ http }, { made, one, other }) => {
        const path = await createProduct(http, made);
        return { one: await http.patch(path, one), other: await http.patch(path, other) };
      },
      judge: ({ one, other }) => ({
        one: inTheCheck(faults(one, ['price', 'description'])),
        other: inTheCheck(faults(other, ['name', 'stock'])),
      }),
      survives: [...anyFaults, inAnyOrder],
    }),
  ],
});
