use std::env;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tracing::info;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt::init();

    // Where to listen comes from the environment: read it, never hard-code it.
    let host = env::var("HOST").unwrap_or_else(|_| "0.0.0.0".to_owned());
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("{host}:{port}")).await?;
    info!("listening on {}", listener.local_addr()?);

    // One route to begin with. The README has the rest, rule by rule.
    let app = Router::new().route("/health", get(health));
    axum::serve(listener, app).await?;
    Ok(())
}

/// TODO: answer 200 with the JSON `{"status":"ok"}`.
async fn health() -> StatusCode {
    StatusCode::NOT_IMPLEMENTED
}
