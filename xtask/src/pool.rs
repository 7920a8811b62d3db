//! Jobs that do not disturb each other's results, on all cores at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::error::{Error, Result};
use crate::interrupt;

/// Runs all jobs and gives their results in the order of the jobs; the first failure ends the others.
pub fn in_parallel<J: Sync, R: Send>(
    jobs: &[J],
    work: impl Fn(&J) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    in_parallel_or(jobs, work, interrupt::end_children)
}

/// As [`in_parallel`]; `end_others` ends the jobs that run when one fails.
fn in_parallel_or<J: Sync, R: Send>(
    jobs: &[J],
    work: impl Fn(&J) -> Result<R> + Sync,
    end_others: impl Fn() + Sync,
) -> Result<Vec<R>> {
    let next = AtomicUsize::new(0);
    let failure: Mutex<Option<Error>> = Mutex::new(None);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(jobs.len()));
    let worker = || {
        while let Some((index, job)) = take(&next, jobs) {
            match work(job) {
                Ok(result) => locked(&done).push((index, result)),
                Err(error) => {
                    // No other job begins, and those that run end at once; what they complain about then is no news.
                    next.store(jobs.len(), Ordering::Relaxed);
                    locked(&failure).get_or_insert(error);
                    end_others();
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers() {
            scope.spawn(worker);
        }
    });
    if let Some(error) = failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(error);
    }
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// Jobs that run at once.
pub fn workers() -> u64 {
    thread::available_parallelism().map_or(1, |cores| cores.get() as u64)
}

fn take<'j, J>(next: &AtomicUsize, jobs: &'j [J]) -> Option<(usize, &'j J)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    jobs.get(index).map(|job| (index, job))
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..50).collect();
        let results = in_parallel(&jobs, |job| Ok(job * 2)).expect("no job fails");
        assert_eq!(results, (0..50).map(|job| job * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_failure_is_the_result() {
        let ended = AtomicUsize::new(0);
        let work = |job: &i32| match job {
            2 => Err(Error::Failed("two".to_owned())),
            _ => Ok(()),
        };
        let end_others = || {
            ended.fetch_add(1, Ordering::Relaxed);
        };
        let error = in_parallel_or(&[1, 2, 3], work, end_others).expect_err("a job fails");
        assert_eq!(error.to_string(), "two");
        assert_eq!(ended.into_inner(), 1);
    }
}
