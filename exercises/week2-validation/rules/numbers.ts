import { fieldChecks, rule, thousands } from '#graders';
import { products } from './product.ts';

const highest = { price: 1_000_000, stock: 10_000 };

const signed = 'Take the number as i64 and check it yourself. With u32, serde refuses what is below 0 before you can name the field.';

export default rule({
  id: 'numbers',
  text:
    `\`price\` is an integer from 1 to ${thousands(highest.price)}, in cents, and \`stock\` one from 0 to ${thousands(highest.stock)}. ` +
    'Any other integer of up to 53 bits is a fault of its field.',
  why: 'A price of 0 gives everything away, and one below 0 pays the customer. What gets in once is read by every later version of every client.',
  checks: [
    ...fieldChecks(products, {
      field: 'price',
      accepts: {
        title: `a price of 1 and one of ${thousands(highest.price)}`,
        hint: `Both ends are good: (1..=${highest.price}).contains(&price).`,
        values: () => [1, highest.price],
      },
      refuses: [
        {
          id: 'a-price-beyond-its-limits',
          title: `a price of 0, one below 0, or one above ${thousands(highest.price)}`,
          hint: signed,
          values: (draw) => [0, -draw.integer(1, 900), highest.price + 1, draw.integer(2 ** 31, 2 ** 31 + 900_000)],
        },
      ],
    }),
    ...fieldChecks(products, {
      field: 'stock',
      accepts: {
        title: `a stock of 0 and one of ${thousands(highest.stock)}`,
        hint: `Both ends are good: (0..=${highest.stock}).contains(&stock).`,
        values: () => [0, highest.stock],
      },
      refuses: [
        {
          id: 'a-stock-beyond-its-limits',
          title: `a stock below 0 or above ${thousands(highest.stock)}`,
          hint: signed,
          values: (draw) => [-1, -draw.integer(2, 900), highest.stock + 1],
        },
      ],
    }),
  ],
});
