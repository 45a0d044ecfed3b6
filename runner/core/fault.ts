/** Wrong usage or configuration: one line that names the cause, and the next step. Exit code 2. */
export class UsageError extends Error {
  readonly next: string | undefined;
  constructor(message: string, next?: string) {
    super(message);
    this.next = next;
  }
}

/** The machine's fault: an engine that died, a full disk. Never the learner's. Exit code 3. */
export class InfrastructureError extends Error {
  readonly next: string | undefined;
  constructor(message: string, next?: string, options?: ErrorOptions) {
    super(message, options);
    this.next = next;
  }
}

/** A fault in what an author of exercises made or kept: a recording, a mistake, a check. Exit code 4. */
export class AuthorError extends Error {
  readonly next: string | undefined;
  constructor(message: string, next?: string) {
    super(message);
    this.next = next;
  }
}
