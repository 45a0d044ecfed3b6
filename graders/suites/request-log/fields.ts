import { logField } from '../../judge/log-field.ts';
import { plainPath } from './log-after.ts';
import type { LogLine } from './logs-once.ts';

const decimal = /^\d+(\.\d+)?$/;

/** A line with the fields `method`, `path`, `status` and `latency_ms`. Whether the path has its query is for another check. */
export const lineOfFields: LogLine = {
  asked: ({ request, status }) =>
    `method=${request.method}, path=${plainPath(request)}, status=${status} and latency_ms=<a decimal number>`,
  tells: (line, { request, status }) =>
    logField(line, 'method') === request.method &&
    logField(line, 'path')?.replace(/\?.*$/, '') === plainPath(request) &&
    logField(line, 'status') === String(status) &&
    decimal.test(logField(line, 'latency_ms') ?? ''),
};
