//! Signals that end the program: they wait while a file is written, and give back the terminal on
//! which questions are asked. The program then ends by the signal itself.

#[cfg(unix)]
pub use unix::{Waiting, give_terminal_back, on_interrupt};

#[cfg(unix)]
mod unix {
    use std::{
        io,
        sync::{Mutex, MutexGuard, PoisonError},
        thread,
    };

    use nix::sys::{
        signal::{SigSet, SigmaskHow, Signal, raise},
        termios::{SetArg, tcgetattr, tcsetattr},
    };

    use super::super::terminal;

    /// Locked while a file is written.
    static WRITING: Mutex<()> = Mutex::new(());

    fn lock() -> MutexGuard<'static, ()> {
        WRITING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Signals wait until this is dropped; one that ends the process does so then.
    pub struct Waiting {
        before: Option<SigSet>,
        // Dropped after the signals are free again.
        _writing: MutexGuard<'static, ()>,
    }

    impl Waiting {
        pub fn begin() -> Self {
            let writing = lock();
            Self {
                before: SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK).ok(),
                _writing: writing,
            }
        }
    }

    impl Drop for Waiting {
        fn drop(&mut self) {
            let _ = self.before.map(|before| before.thread_set_mask());
        }
    }

    /// From now on, a signal that asks the process to end only calls this; threads that were begun before are as they were.
    pub fn on_interrupt(act: impl Fn() + Send + 'static) {
        let ends: SigSet = [Signal::SIGINT, Signal::SIGTERM].into_iter().collect();
        if ends.thread_block().is_ok() {
            thread::spawn(move || {
                while ends.wait().is_ok() {
                    act();
                }
            });
        }
    }

    /// From now on, a signal that ends the process first sets the terminal to what it is now.
    pub fn give_terminal_back() {
        let ends = [
            Signal::SIGHUP,
            Signal::SIGINT,
            Signal::SIGQUIT,
            Signal::SIGTERM,
        ];
        let ends: SigSet = ends.into_iter().collect();
        let Ok(settings) = tcgetattr(io::stdin()) else {
            return;
        };
        if ends.thread_block().is_err() {
            return;
        }
        thread::spawn(move || {
            while let Ok(signal) = ends.wait() {
                let _writing = lock();
                let asking = tcgetattr(io::stdin());
                let _ = tcsetattr(io::stdin(), SetArg::TCSANOW, &settings);
                // The next line of the shell begins a line of its own, and shows the cursor.
                terminal::eprint("\u{1b}[?25h\n");
                let _ = ends.thread_unblock();
                let _ = raise(signal);
                // A signal that is ignored, as under `nohup`, changes nothing.
                let _ = ends.thread_block();
                let _ = asking.map(|asking| tcsetattr(io::stdin(), SetArg::TCSANOW, &asking));
            }
        });
    }
}

/// Other systems end a program at once.
#[cfg(not(unix))]
pub struct Waiting;

#[cfg(not(unix))]
impl Waiting {
    pub fn begin() -> Self {
        Self
    }
}

#[cfg(not(unix))]
pub fn give_terminal_back() {}

#[cfg(not(unix))]
pub fn on_interrupt(_: impl Fn() + Send + 'static) {}
