//! The connection breaks while a commit is under way: what was made durable is not done again, and what was not is.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::Duration;

use store::Location;
use store::postgres::PostgresOptions;

use crate::both::Db;
use crate::fixture::{act, number, setting, sound_log};

/// Everything passes.
const OPEN: u8 = 0;
/// Answers are lost, and soon after the connection breaks.
const MUTE: u8 = 1;
/// Questions are lost, and soon after the connection breaks; the server does not notice.
const DEAF: u8 = 2;

/// A wire that can be cut: in front of the server, on a port of its own.
struct Wire {
    port: u16,
    state: Arc<AtomicU8>,
}

impl Wire {
    fn before(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(AtomicU8::new(OPEN));
        let (server, watched) = (server.to_owned(), Arc::clone(&state));
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                let server = TcpStream::connect(&server).unwrap();
                pump(&client, &server, &watched, DEAF);
                pump(&server, &client, &watched, MUTE);
            }
        });
        Self { port, state }
    }
}

/// Carries bytes one way until the state says that they are lost; then breaks both.
fn pump(from: &TcpStream, to: &TcpStream, state: &Arc<AtomicU8>, lost: u8) {
    let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
    let state = Arc::clone(state);
    std::thread::spawn(move || {
        let mut buffer = [0u8; 16 * 1024];
        while let Ok(n @ 1..) = from.read(&mut buffer) {
            let cut = state.load(Ordering::SeqCst) == lost;
            if cut {
                // What passed before may still be worked on.
                std::thread::sleep(Duration::from_millis(100));
                state.store(OPEN, Ordering::SeqCst);
                drop(from.shutdown(Shutdown::Both));
                if lost == MUTE {
                    drop(to.shutdown(Shutdown::Both));
                }
                loop {
                    std::thread::park();
                }
            }
            if to.write_all(&buffer[..n]).is_err() {
                break;
            }
        }
        drop((from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both)));
    });
}

/// Runs one write whose commit meets a broken wire.
fn commit_through(how: u8) {
    let Some(db) = Db::postgres() else { return };
    let PostgresOptions { url, schema } = db.options();
    // Only plain addresses can be led through a wire of our own.
    let Some((front, rest)) = url.split_once('@') else { panic!("an address with a user") };
    let (server, database) = rest.split_once('/').unwrap();
    let wire = Wire::before(server);
    let url = format!("{front}@127.0.0.1:{}/{database}", wire.port);
    let store = store::Store::open(Location::Postgres { url, schema }).unwrap();
    store.write(|tx| Ok(tx.append(setting("warm"), act().at)?)).unwrap();
    let (state, cut) = (Arc::clone(&wire.state), AtomicBool::new(false));
    let done = store
        .write(move |tx| {
            let seq = tx.append(setting("once"), act().at)?;
            number(tx, "SELECT 1");
            // The next thing on the wire is what is left to write, and the commit.
            if !cut.swap(true, Ordering::SeqCst) {
                state.store(how, Ordering::SeqCst);
            }
            Ok(seq)
        })
        .unwrap();
    assert_eq!((done.value, done.seq), (2, 2));
    assert_eq!(sound_log(&store).len(), 2);
    let mut direct = db.postgres_session();
    assert_eq!(number(&mut direct, "SELECT count(*) FROM clew_log"), 2);
}

#[test]
fn a_commit_whose_answer_was_lost_is_found_to_have_happened() {
    commit_through(MUTE);
}

#[test]
fn a_commit_that_never_arrived_is_made_again() {
    commit_through(DEAF);
}
