/** Programs of the standard library alone, which compile in a moment. Each is a whole `src/main.rs`. */

/** Answers 200 `ok` to everything, says so, and has no handler for any signal. */
export const answersOk = `
use std::io::{Read, Write};
fn main() {
    let address = format!("{}:{}", std::env::var("HOST").unwrap(), std::env::var("PORT").unwrap());
    let listener = std::net::TcpListener::bind(&address).unwrap();
    println!("hello \\u{1b}[31mred\\u{1b}[0m from {address}");
    let mut names: Vec<String> = std::env::vars().map(|(name, _)| name).collect();
    names.sort();
    println!("environment: {}", names.join(" "));
    println!("folder: {} with {} entries", std::env::current_dir().unwrap().display(), std::fs::read_dir(".").unwrap().count());
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\\r\\ncontent-length: 2\\r\\nconnection: close\\r\\n\\r\\nok");
        print!("no line end");
        std::io::stdout().flush().unwrap();
    }
}
`;

/** Starts a `sleep` of that many seconds, ignores SIGTERM and serves nothing. */
export const staysOn = (seconds: number) => `
extern "C" { fn signal(number: i32, handler: usize) -> usize; }
fn main() {
    unsafe { signal(15, 1) };
    std::process::Command::new("/bin/sleep").arg("${seconds}").spawn().unwrap();
    println!("here to stay");
    loop { std::thread::park() }
}
`;

/** Listens elsewhere. */
export const answersElsewhere = `
fn main() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    for stream in listener.incoming() {
        drop(stream);
    }
}
`;

/** Panics before it serves. */
export const panics = `
fn main() {
    let port: Option<u16> = None;
    println!("about to start on {}", port.expect("no port"));
}
`;

export const doesNotCompile = 'fn main() { let port: u16 = "3000"; }\n';
