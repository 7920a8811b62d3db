//! Interrupts: who is told to stop ends its children first, and never in the middle of putting a report in place.

use std::process::{Child, Command, exit};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use rustix::process::{Pid, Signal, kill_process_group};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::error::{Error, Result};

/// Processes that were started and are not reaped. Whoever holds the lock is not interrupted.
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

fn running() -> MutexGuard<'static, Vec<Pid>> {
    // A list of numbers is whole even after a panic.
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on SIGINT, SIGTERM and SIGHUP end this process and all it has started through [`spawn`].
pub fn ends_children() -> Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])
        .map_err(|error| Error::Failed(format!("cannot listen to signals: {error}")))?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            // Kept until the end: nothing is started any more, and a report that is being put in place is in place.
            let running = running();
            end(&running);
            exit(128 + signal);
        }
    });
    Ok(())
}

/// Starts a process, in a group with what it will start, so that all of it can be ended together.
pub fn spawn(command: &mut Command) -> std::io::Result<Child> {
    use std::os::unix::process::CommandExt;
    let mut running = running();
    let child = command.process_group(0).spawn()?;
    running.extend(Pid::from_raw(child.id().cast_signed()));
    Ok(child)
}

/// Forgets the process of that id, which has been reaped.
pub fn reaped(id: u32) {
    let pid = Pid::from_raw(id.cast_signed());
    running().retain(|known| Some(*known) != pid);
}

/// Ends all processes that are running; who waits for them finds them killed.
pub fn end_children() {
    end(&running());
}

/// Does something that must not be left half done.
pub fn undisturbed<T>(work: impl FnOnce() -> T) -> T {
    let _held = running();
    work()
}

fn end(running: &[Pid]) {
    for &pid in running {
        // One that has just ended is nobody's loss.
        let _ = kill_process_group(pid, Signal::KILL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    #[test]
    fn what_is_ended_ends_with_what_it_started() {
        let mut command = Command::new("sh");
        command.args(["-c", "sleep 60 & wait"]);
        let mut child = spawn(&mut command).expect("there is a shell");
        let pid = Pid::from_child(&child);
        end(&[pid]);
        let status = child.wait().expect("it is ours");
        reaped(child.id());
        assert_eq!(status.signal(), Some(Signal::KILL.as_raw()));
        assert!(!running().contains(&pid));
    }
}
