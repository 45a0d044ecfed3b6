import type { Track } from '#graders';

/** Async Backend Rust Mastery Plan: 6 weeks. */
export const asyncMastery: Track = {
  id: 'async-mastery',
  title: 'Async Backend Rust Mastery Plan: 6 weeks',
  sections: [
    {
      title: 'Week 1: async foundations and Tokio basics',
      rows: [
        { id: 'async-week1-playground', title: 'Project: async playground', exercises: ['async-week1-playground'] },
        { id: 'async-week1-mini-executor', title: 'An executor of your own', exercises: ['async-week1-mini-executor'] },
        { id: 'async-week1-timer', title: 'A timer on top of tokio::time::sleep', exercises: ['async-week1-timer'] },
        { id: 'async-week1-benchmark', title: 'Sequential against concurrent, measured', exercises: ['async-week1-benchmark'] },
      ],
    },
    {
      title: 'Week 2: networking and concurrency models',
      rows: [
        { id: 'async-week2-echo-server', title: 'Mini project: echo server', exercises: ['async-week2-echo-server'] },
        { id: 'async-week2-chat-server', title: 'Project: async chat server', exercises: ['async-week2-chat-server'] },
        { id: 'async-week2-chat-history', title: 'Message history that persists', exercises: ['async-week2-chat-history'] },
        { id: 'async-week2-chat-shutdown', title: 'Shut the chat server down on Ctrl+C', exercises: ['async-week2-chat-shutdown'] },
        { id: 'async-week2-chat-auth', title: 'Authentication for the chat server', exercises: ['async-week2-chat-auth'] },
      ],
    },
    {
      title: 'Week 3: REST APIs with Axum',
      rows: [
        { id: 'async-week3-book-api', title: 'Project: book library API', exercises: ['async-week3-book-api'] },
        { id: 'async-week3-pagination', title: 'Pagination and filtering', exercises: ['async-week3-pagination'] },
        { id: 'async-week3-rate-limit', title: 'A simple rate limit as a middleware', exercises: ['async-week3-rate-limit'] },
        { id: 'async-week3-shutdown-logs', title: 'Graceful shutdown, told in the log', exercises: ['async-week3-shutdown-logs'] },
      ],
    },
    {
      title: 'Week 4: database integration and authentication',
      rows: [
        { id: 'async-week4-auth-crud', title: 'Project: auth and CRUD app', exercises: ['async-week4-auth-crud'] },
        { id: 'async-week4-refresh-tokens', title: 'Refresh tokens', exercises: ['async-week4-refresh-tokens'] },
        { id: 'async-week4-transactions', title: 'Async transactional operations', exercises: ['async-week4-transactions'] },
        { id: 'async-week4-compose', title: 'Docker for database and app', exercises: ['async-week4-compose'] },
      ],
    },
    {
      title: 'Week 5: distributed systems concepts',
      rows: [
        { id: 'async-week5-job-cache', title: 'Project: job queue and caching service', exercises: ['async-week5-job-cache'] },
        { id: 'async-week5-backoff', title: 'Retries with exponential backoff', exercises: ['async-week5-backoff'] },
        { id: 'async-week5-metrics-dashboard', title: 'A metrics dashboard', exercises: ['async-week5-metrics-dashboard'] },
        { id: 'async-week5-inter-service', title: 'Communication between services', exercises: ['async-week5-inter-service'] },
      ],
    },
    {
      title: 'Week 6: observability, testing and production',
      rows: [
        { id: 'async-week6-microservice', title: 'Project: final microservice', exercises: ['async-week6-microservice'] },
        { id: 'async-week6-tracing', title: 'Distributed tracing with OpenTelemetry', exercises: ['async-week6-tracing'] },
        { id: 'async-week6-deploy', title: 'Deploy to a platform', exercises: ['async-week6-deploy'] },
        { id: 'async-week6-load-test', title: 'Load tests with wrk or k6', exercises: ['async-week6-load-test'] },
      ],
    },
  ],
};
