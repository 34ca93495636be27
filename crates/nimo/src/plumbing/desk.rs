//! Where requests are worked on: a few threads, and a request stays on its own from beginning to end.
//!
//! A closure that is handed to a door borrows what stands around it, and such a future cannot change threads; so none does.
//! It also means that a browser that hangs up does not stop an act halfway: the act ends, and nobody is told.

use crate::plumbing::fault::Fault;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime;
use tokio::sync::{Semaphore, mpsc, oneshot};
use tokio::task::{LocalSet, spawn_local};

type Job = Box<dyn FnOnce() + Send>;

/// So many requests are open at once, at all desks together; more are turned away.
const MOST_OPEN: usize = 512;

/// The threads. They end when the last clone is dropped and what they work on is done.
#[derive(Clone)]
pub struct Desks(Arc<Room>);

struct Room {
    seats: Vec<Seat>,
    places: Arc<Semaphore>,
}

struct Seat {
    jobs: mpsc::UnboundedSender<Job>,
    /// How many requests are open there.
    open: Arc<AtomicUsize>,
}

/// A request that is open at a seat; it is told when the request ends, however it does.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn at(seat: &Seat) -> Open {
        seat.open.fetch_add(1, Ordering::Relaxed);
        Open(seat.open.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Desks {
    /// Starts as many threads as the machine has cores, two at least and eight at most.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn open() -> Result<Desks, Fault> {
        let count = std::thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 8));
        let seats: Result<Vec<_>, Fault> = (0..count).map(|_| seat()).collect();
        let places = Arc::new(Semaphore::new(MOST_OPEN));
        Ok(Desks(Arc::new(Room { seats: seats?, places })))
    }

    /// Works on it at the desk at which least is open: a page that takes long holds up few.
    ///
    /// # Errors
    /// [`Fault::Busy`] when too much is open; when the work panicked, and the panic has been reported by then.
    pub async fn run<T, F, W>(&self, work: W) -> Result<T, Fault>
    where
        T: Send + 'static,
        F: Future<Output = T> + 'static,
        W: FnOnce() -> F + Send + 'static,
    {
        let Room { seats, places } = &*self.0;
        let place = places.clone().try_acquire_owned().map_err(|_| Fault::Busy)?;
        let seat = seats.iter().min_by_key(|seat| seat.open.load(Ordering::Relaxed));
        let seat = seat.ok_or_else(|| Fault::broken("desk", "none"))?;
        let open = Open::at(seat);
        let (say, told) = oneshot::channel();
        let job: Job = Box::new(move || {
            spawn_local(async move {
                // Held by the work and not by the caller, who may hang up; free before he is told, so that his next request
                // finds this desk empty.
                let held = (place, open);
                let done = work().await;
                drop(held);
                let _ = say.send(done);
            });
        });
        seat.jobs.send(job).map_err(|_| Fault::broken("desk", "closed"))?;
        told.await.map_err(|_| Fault::broken("desk", "the work ended early"))
    }
}

/// Work that takes the processor for a while, such as setting a paper; the desk goes on meanwhile.
///
/// # Errors
/// When the work panicked.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Fault::broken("desk", "the work aside ended early"))
}

fn seat() -> Result<Seat, Fault> {
    let no_thread = |error: std::io::Error| Fault::broken("desk", error.kind().to_string());
    let runtime = runtime::Builder::new_current_thread().enable_all().build().map_err(no_thread)?;
    let (jobs_in, mut jobs) = mpsc::unbounded_channel::<Job>();
    let sit = move || {
        let local = LocalSet::new();
        local.spawn_local(async move {
            while let Some(job) = jobs.recv().await {
                job();
            }
        });
        runtime.block_on(local);
    };
    std::thread::Builder::new().name("desk".into()).spawn(sit).map_err(no_thread)?;
    Ok(Seat { jobs: jobs_in, open: Arc::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn work_is_done_and_a_panic_is_told_and_stops_nobody_else() {
        let desks = Desks::open().unwrap();
        assert_eq!(desks.run(|| async { 1 + 1 }).await.unwrap(), 2);
        let broken = desks.run(|| async { panic!("on purpose") }).await;
        assert!(matches!(broken, Err::<(), _>(Fault::Broken { place: "desk", .. })));
        for n in 0..20 {
            assert_eq!(desks.run(move || async move { n }).await.unwrap(), n);
        }
    }

    #[tokio::test]
    async fn a_page_that_takes_long_holds_up_no_other() {
        let desks = Desks::open().unwrap();
        let (end, wait) = std::sync::mpsc::channel::<()>();
        let long = desks.clone();
        let long = tokio::spawn(async move { long.run(move || async move { wait.recv().is_ok() }).await });
        while desks.0.seats.iter().all(|seat| seat.open.load(Ordering::Relaxed) == 0) {
            tokio::task::yield_now().await;
        }
        for n in 0..20 {
            let short = tokio::time::timeout(std::time::Duration::from_secs(20), desks.run(move || async move { n }));
            assert_eq!(short.await.expect("at another desk").unwrap(), n);
        }
        end.send(()).unwrap();
        assert!(long.await.unwrap().unwrap());
        while desks.0.seats.iter().any(|seat| seat.open.load(Ordering::Relaxed) > 0) {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn when_every_place_is_taken_the_next_is_turned_away_and_later_heard() {
        let desks = Desks::open().unwrap();
        let everybody = desks.0.places.clone().try_acquire_many_owned(MOST_OPEN as u32).unwrap();
        assert!(matches!(desks.run(|| async {}).await, Err(Fault::Busy)));
        drop(everybody);
        assert!(desks.run(|| async {}).await.is_ok());
    }
}
