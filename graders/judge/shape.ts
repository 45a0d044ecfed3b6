/**
 * The part of zod that shapes of bodies are written with, in its small form: it loads in a third of the
 * time, and every learner waits for it. What is missing is added here (zod.dev, "Zod Mini").
 */
export {
  array,
  boolean,
  extend,
  gte,
  int,
  literal,
  lte,
  minLength,
  null as nullValue,
  nullish,
  object,
  optional,
  safeParse,
  string,
  unknown,
  type ZodMiniType as Shape,
} from 'zod/mini';
