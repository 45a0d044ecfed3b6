mod log_layer;

use std::env;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tracing::info;

use crate::log_layer::LogLayer;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt::init();

    // Where to listen comes from the environment: read it, never hard-code it.
    let host = env::var("HOST").unwrap_or_else(|_| "0.0.0.0".to_owned());
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("{host}:{port}")).await?;
    info!("listening on {}", listener.local_addr()?);

    // Two routes to begin with. The README has the rest, rule by rule.
    let limited = Router::new().route("/work/{name}", get(todo)).layer(
        ServiceBuilder::new()
            .layer(LogLayer)
            .layer(GlobalConcurrencyLimitLayer::new(2)),
    );
    let app = Router::new()
        .route("/health", get(todo))
        .layer(LogLayer)
        .merge(limited);
    axum::serve(listener, app).await?;
    Ok(())
}

/// TODO: a handler for each route. `/health` answers 200 with `{"status":"ok"}`.
async fn todo() -> StatusCode {
    StatusCode::NOT_IMPLEMENTED
}
