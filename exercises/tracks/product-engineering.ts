import type { Track } from '#graders';

/** Rust Product Engineering Roadmap: 12 phases. */
export const productEngineering: Track = {
  id: 'product-engineering',
  title: 'Rust Product Engineering Roadmap: 12 phases',
  sections: [
    {
      title: 'Phases',
      rows: [
        { id: 'phase-00', title: 'Setup and workflow: a clean repository with CI', exercises: ['phase0-clean-repo'] },
        {
          id: 'phase-01',
          title: 'Core Rust: three small CLI utilities',
          exercises: ['phase1-cli-grep', 'phase1-cli-wc', 'phase1-cli-json'],
        },
        {
          id: 'phase-02',
          title: 'Async and networking: a small TCP and HTTP service',
          exercises: ['phase2-tcp-http', 'phase2-websocket', 'phase2-grpc', 'phase2-quic'],
        },
        { id: 'phase-03', title: 'Web services: a CRUD API with auth', exercises: ['phase3-crud-auth', 'phase3-graphql', 'phase3-oauth2'] },
        { id: 'phase-04', title: 'Databases: a data service with migrations and tests', exercises: ['phase4-data-service'] },
        { id: 'phase-05', title: 'A small full-stack product', exercises: ['phase5-full-stack'] },
        { id: 'phase-06', title: 'A WebAssembly module and demo', exercises: ['phase6-wasm'] },
        { id: 'phase-07', title: 'Deploy with infrastructure as code', exercises: ['phase7-iac'] },
        { id: 'phase-08', title: 'Observability for a live service', exercises: ['phase8-observability'] },
        { id: 'phase-09', title: 'A small streaming pipeline', exercises: ['phase9-streaming'] },
        { id: 'phase-10', title: 'A generative AI feature in a product', exercises: ['phase10-genai'] },
        { id: 'phase-11', title: 'Optimise a real system', exercises: ['phase11-performance'] },
      ],
    },
    {
      title: 'Capstones: choose two or three',
      rows: [
        { id: 'capstone-ai-saas', title: 'AI-powered SaaS', exercises: ['capstone-ai-saas'] },
        { id: 'capstone-api-platform', title: 'High-performance API platform', exercises: ['capstone-api-platform'] },
        { id: 'capstone-wasm-app', title: 'Cross-platform app with Tauri and WebAssembly', exercises: ['capstone-wasm-app'] },
        { id: 'capstone-realtime', title: 'Real-time collaboration app', exercises: ['capstone-realtime'] },
        { id: 'capstone-p2p', title: 'Distributed system with libp2p or QUIC', exercises: ['capstone-p2p'] },
      ],
    },
    {
      title: 'Mastery',
      rows: [{ id: 'mastery', title: 'Explain trade-offs, pass reviews, mentor others', exercises: [] }],
    },
  ],
};
