import { type Answer, body, created, type Draw, type Finding, field, type Http, type Json, json, type Survivor, status, z } from '#graders';

const Product = z.object({
  id: z.int().check(z.gte(1)),
  name: z.string(),
  description: z.nullish(z.string()),
  price: z.int(),
  stock: z.int(),
});
const productText =
  '{"id": <an integer from 1>, "name": <a string>, "description": <a string or null>, "price": <an integer>, "stock": <an integer>}';

export type Product = { readonly name: string; readonly description: string; readonly price: number; readonly stock: number };

export const anyId: Survivor = { mutant: '*body.id: *', because: 'the server chooses the id' };

export function drawProduct(draw: Draw): Product {
  return { name: draw.text(24), description: draw.text(40), price: draw.integer(200, 90_000), stock: draw.integer(2, 900) };
}

/** The answer is a product that has at least the values that are known. */
export function product(answer: Answer, rightStatus: 200 | 201, known: Json): Finding | undefined {
  return status(answer, rightStatus) ?? body(answer, Product, productText) ?? json(answer, known);
}

/** Creates a product and gives the path where it is. */
export async function createProduct(http: Http, product: Json): Promise<string> {
  return `/products/${field(await created(http, '/products', product), 'id')}`;
}

/** What the checks of fields make and change. */
export const products = {
  path: '/products',
  good: drawProduct,
  create: createProduct,
  createdBy: 'creates-a-product',
  judge: product,
  survives: [anyId],
};
