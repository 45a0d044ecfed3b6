/** What survives a trip through JSON unchanged: evidence, givens and everything on the agent's wire. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
