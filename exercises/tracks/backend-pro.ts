import type { Track } from '#graders';

/** Backend Rust Pro Roadmap: 6 weeks. */
export const backendPro: Track = {
  id: 'backend-pro',
  title: 'Backend Rust Pro Roadmap: 6 weeks',
  sections: [
    {
      title: 'Week 1: async and Axum foundations',
      rows: [
        { id: 'week1-join', title: 'Run three tasks at once with tokio::join!', exercises: ['week1-join'] },
        { id: 'week1-mpsc', title: 'An mpsc channel: one producer, two consumers', exercises: ['week1-mpsc'] },
        { id: 'week1-select', title: 'Race a timer against a long task with tokio::select!', exercises: ['week1-select'] },
        { id: 'week1-hello-api', title: 'Project: mini Hello API server', exercises: ['week1-hello-api'] },
      ],
    },
    {
      title: 'Week 2: REST APIs and middleware',
      rows: [
        { id: 'week2-logging-layer', title: 'A logging middleware of your own with tower::Layer', exercises: ['week2-logging-layer'] },
        { id: 'week2-app-error', title: 'A unified AppError that maps to status codes', exercises: ['week2-app-error'] },
        { id: 'week2-validation', title: 'Input validation with serde', exercises: ['week2-validation'] },
        { id: 'week2-task-api', title: 'Project: task manager API', exercises: ['week2-task-api'] },
      ],
    },
    {
      title: 'Week 3: databases and SQLx',
      rows: [
        {
          id: 'week3-connect-db',
          title: 'Connect to SQLite or Postgres with SQLx',
          exercises: ['week3-connect-db', 'week3-connect-sqlite'],
        },
        { id: 'week3-migrations', title: 'Migrations for users and tasks', exercises: ['week3-migrations'] },
        { id: 'week3-repository', title: 'A repository layer in front of the database', exercises: ['week3-repository'] },
        { id: 'week3-persistent-task-api', title: 'Project: persistent task API', exercises: ['week3-persistent-task-api'] },
      ],
    },
    {
      title: 'Week 4: auth, sessions and security',
      rows: [
        { id: 'week4-password-login', title: 'Hash passwords and verify logins', exercises: ['week4-password-login'] },
        { id: 'week4-jwt-middleware', title: 'A middleware that validates JWTs', exercises: ['week4-jwt-middleware'] },
        { id: 'week4-roles', title: 'Protect routes by role', exercises: ['week4-roles'] },
        { id: 'week4-notes-api', title: 'Project: notes API with auth', exercises: ['week4-notes-api'] },
      ],
    },
    {
      title: 'Week 5: background jobs and concurrency',
      rows: [
        { id: 'week5-job-workers', title: 'A job producer that spawns workers', exercises: ['week5-job-workers'] },
        { id: 'week5-periodic-cleanup', title: 'Periodic cleanup with tokio::time::interval', exercises: ['week5-periodic-cleanup'] },
        { id: 'week5-cancel', title: 'Cancel tasks cleanly on Ctrl+C', exercises: ['week5-cancel'] },
        { id: 'week5-job-queue', title: 'Project: async job queue system', exercises: ['week5-job-queue'] },
      ],
    },
    {
      title: 'Week 6: observability, optimisation and deployment',
      rows: [
        { id: 'week6-request-logs', title: 'Structured request logs for an earlier project', exercises: ['week6-request-logs'] },
        { id: 'week6-metrics', title: 'A /metrics endpoint for Prometheus', exercises: ['week6-metrics'] },
        { id: 'week6-load-test', title: 'Find bottlenecks under load', exercises: ['week6-load-test'] },
        { id: 'week6-mini-saas', title: 'Capstone: production-ready mini SaaS backend', exercises: ['week6-mini-saas'] },
      ],
    },
  ],
};
