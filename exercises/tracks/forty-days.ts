import type { Track } from '#graders';

/** Rust Backend: 40 days. */
export const fortyDays: Track = {
  id: 'forty-days',
  title: 'Rust Backend: 40 days',
  sections: [
    {
      title: 'Block 1: architecture and Axum',
      rows: [
        { id: 'day-01', title: 'Axum hello world, routes, JSON', exercises: ['day01-healthz'] },
        { id: 'day-02', title: 'Extractors, validation, errors to HTTP', exercises: ['week2-app-error'] },
        { id: 'day-03', title: 'Middleware, request id, tracing spans', exercises: ['day03-request-id'] },
        { id: 'day-04', title: 'Shared state, config, pools', exercises: ['day04-config'] },
        { id: 'day-05', title: 'Layers: domain, app, infra', exercises: ['day05-layers'] },
        { id: 'day-06', title: 'CRUD 1: users', exercises: ['day06-user-crud'] },
        { id: 'day-07', title: 'Errors: thiserror, anyhow, readable Display', exercises: ['week2-app-error'] },
        { id: 'day-08', title: 'Integration tests in memory', exercises: ['day08-tests'] },
        { id: 'day-09', title: 'Architecture refactor', exercises: ['day05-layers'] },
        { id: 'day-10', title: 'Baseline bench, latency report', exercises: ['day10-latency'] },
        { id: 'gate-1', title: 'Go/No-Go: architecture and Axum', exercises: ['gate1'] },
      ],
    },
    {
      title: 'Block 2: database and business logic',
      rows: [
        { id: 'day-11', title: 'SQLx, migrations, Postgres in Docker', exercises: ['week3-migrations'] },
        { id: 'day-12', title: 'Query patterns: filters, N+1, EXPLAIN', exercises: ['day12-query-patterns'] },
        { id: 'day-13', title: 'Models, From, Into, TryFrom', exercises: ['day13-conversions'] },
        { id: 'day-14', title: 'Transactions, isolation, idempotency', exercises: ['day14-idempotency'] },
        { id: 'day-15', title: 'Axum and SQLx: pool and timeouts', exercises: ['day15-pool-timeouts'] },
        { id: 'day-16', title: 'Business logic: users and posts', exercises: ['day16-users-posts'] },
        { id: 'day-17', title: 'Relations and pagination', exercises: ['day17-cursor-pagination'] },
        { id: 'day-18', title: 'Indexes', exercises: ['day18-indexes'] },
        { id: 'day-19', title: 'Integration tests with a real database', exercises: ['day08-tests'] },
        { id: 'day-20', title: 'Review and latency p50/p95', exercises: ['day10-latency'] },
        { id: 'gate-2', title: 'Go/No-Go: database and business logic', exercises: ['gate2'] },
      ],
    },
    {
      title: 'Block 3: security and auth',
      rows: [
        { id: 'day-21', title: 'Passwords: argon2 and pepper', exercises: ['day21-pepper'] },
        { id: 'day-22', title: 'JWT: access, refresh, rotation', exercises: ['day22-jwt-rotation'] },
        { id: 'day-23', title: 'Roles and user context', exercises: ['week4-roles'] },
        { id: 'day-24', title: 'Input validation against injection', exercises: ['day24-input-defence'] },
        { id: 'day-25', title: 'Rate limits by address and account', exercises: ['day25-rate-limit'] },
        { id: 'day-26', title: 'CORS, CSRF, cookies, sessions', exercises: ['day26-cors-csrf-cookies'] },
        { id: 'day-27', title: 'Security logging and alerts', exercises: ['day27-audit-log'] },
        { id: 'day-28', title: 'Security checklist of 12 points', exercises: ['day28-security-checklist'] },
        { id: 'gate-3', title: 'Go/No-Go: security and auth', exercises: ['gate3'] },
      ],
    },
    {
      title: 'Block 4: async, observability, DevOps',
      rows: [
        { id: 'day-29', title: 'Timeouts, cancellation, back-pressure', exercises: ['day29-backpressure'] },
        { id: 'day-30', title: 'Redis: cache, sessions, pub/sub', exercises: ['day30-redis'] },
        { id: 'day-31', title: 'Dockerfile in stages, docker-compose', exercises: ['day31-image'] },
        { id: 'day-32', title: 'Makefile or justfile', exercises: ['day32-task-runner'] },
        { id: 'day-33', title: 'CI with GitHub Actions', exercises: ['day33-ci'] },
        { id: 'day-34', title: 'Deploy target', exercises: ['day34-deploy'] },
        { id: 'day-35', title: 'OpenTelemetry traces and metrics', exercises: ['async-week6-tracing', 'week6-metrics'] },
        { id: 'day-36', title: 'Production hardening', exercises: ['day36-hardening'] },
        { id: 'gate-4', title: 'Go/No-Go: async, observability, DevOps', exercises: ['gate4'] },
      ],
    },
    {
      title: 'Block 5: finalisation',
      rows: [
        { id: 'day-37', title: 'Boundaries of domain, app and infra, final', exercises: ['day05-layers'] },
        { id: 'day-38', title: 'Webhooks and external APIs', exercises: ['day38-webhooks'] },
        { id: 'day-39', title: 'OpenAPI, docs, examples', exercises: ['day39-openapi'] },
        { id: 'day-40', title: 'Production rehearsal: release, rollback', exercises: ['day40-release'] },
        { id: 'gate-5', title: 'Exit criteria of the whole plan', exercises: ['gate5', 'gate-exit'] },
        { id: 'ritual', title: 'Every Friday: review, decision log, graphs', exercises: [] },
      ],
    },
  ],
};
