/** Something in an exercise that its author has to mend. */
export interface Problem {
  /** From the pack's folder. */
  readonly file: string;
  readonly what: string;
  readonly next: string;
}
