use std::env;

use tokio::net::{TcpListener, UdpSocket};
use tracing::info;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt::init();

    // Where to listen comes from the environment: read it, never hard-code it.
    let host = env::var("HOST").unwrap_or_else(|_| "0.0.0.0".to_owned());
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());

    // UDP first: who gets through to the TCP port may rely on both.
    let _socket = UdpSocket::bind(format!("{host}:{port}")).await?;
    let listener = TcpListener::bind(format!("{host}:{port}")).await?;
    info!("listening on {}", listener.local_addr()?);

    // TODO: answer the datagrams that come to the socket, too.
    loop {
        let (_stream, peer) = listener.accept().await?;
        // TODO: send back every byte that comes in, until the client is done.
        info!("{peer} came, and goes with nothing");
    }
}
