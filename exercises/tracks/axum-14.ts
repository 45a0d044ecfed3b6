import type { Track } from '#graders';

/** 14 day Axum mastery plan. */
export const axum14: Track = {
  id: 'axum-14',
  title: '14 day Axum mastery plan',
  sections: [
    {
      title: 'Days',
      rows: [
        { id: 'day-01', title: 'Enterprise architecture and Axum core', exercises: ['day05-layers'] },
        { id: 'day-02', title: 'Routing and router composition', exercises: ['axum-routing'] },
        { id: 'day-03', title: 'Extractors in depth', exercises: ['axum-extractors'] },
        { id: 'day-04', title: 'Responses and error architecture', exercises: ['week2-app-error'] },
        {
          id: 'day-05',
          title: 'Shared state and the database pool',
          exercises: ['week2-task-api', 'week3-connect-db', 'week3-connect-sqlite'],
        },
        { id: 'day-06', title: 'Authentication with JWT', exercises: ['week4-password-login', 'week4-jwt-middleware'] },
        { id: 'day-07', title: 'Authorisation by role', exercises: ['week4-roles'] },
        { id: 'day-08', title: 'Middleware and Tower internals', exercises: ['axum-middleware-order'] },
        { id: 'day-09', title: 'Structured logging and observability', exercises: ['day03-request-id', 'week6-request-logs'] },
        { id: 'day-10', title: 'Repository pattern and transactions', exercises: ['week3-repository', 'async-week4-transactions'] },
        { id: 'day-11', title: 'Testing: unit and integration', exercises: ['day08-tests'] },
        { id: 'day-12', title: 'Graceful shutdown and background tasks', exercises: ['async-week3-shutdown-logs', 'week5-cancel'] },
        { id: 'day-13', title: 'Performance and scaling', exercises: ['axum-no-blocking'] },
        { id: 'day-14', title: 'Assembly and architecture review', exercises: ['axum-assembly'] },
      ],
    },
  ],
};
