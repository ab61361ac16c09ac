//! How do addresses of other sites answer? The only room that asks other machines; `check --external` alone comes here.
//!
//! Single addresses that an author wrote are asked for, as a reader's browser would: nothing is crawled, so that
//! `robots.txt` has no say. Each address is asked once however often it is written, each host one request at a time.

mod address;
mod follow;
mod web;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::diagnostic::Trouble;

pub use web::{Reach, Web};

/// How an address is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Without the body.
    Head,
    /// With as little of the body as the server sends.
    Get,
}

/// What a server said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// Where it says that the page is.
    pub location: Option<String>,
    /// How long it wants to be left alone.
    pub retry_after: Option<Duration>,
}

/// Why a server said nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It was not asked: it is of this machine or of an inner network.
    Inner,
    /// It was asked.
    Trouble(Trouble),
}

/// Who asks; tests have one of their own.
pub trait Network: Sync {
    /// Asks once; redirects are answers and not followed.
    ///
    /// # Errors
    /// If there is no answer.
    fn ask(&self, address: &str, method: Method) -> Result<Reply, Silence>;

    /// Lets time pass.
    fn wait(&self, time: Duration);
}

/// How it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Courtesy {
    /// Between two requests to one host.
    pub pause: Duration,
    /// Hosts that are asked at the same time.
    pub hosts: usize,
    /// The longest wait that a server may ask for before it is asked once more.
    pub longest_wait: Duration,
}

impl Default for Courtesy {
    fn default() -> Self {
        Self { pause: Duration::from_secs(1), hosts: 4, longest_wait: Duration::from_secs(30) }
    }
}

/// What is known of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is there.
    Fine,
    /// It is there, and says that it is at another address from now on.
    Moved(String),
    /// It is not there any more.
    Broken(Trouble),
    /// Nobody knows.
    Unanswered(Trouble),
    /// It was not asked: it is of this machine or of an inner network.
    Inner,
}

/// Asks for addresses, and remembers what was answered.
pub struct Asker<'a> {
    network: &'a dyn Network,
    courtesy: Courtesy,
    answers: Mutex<BTreeMap<String, Answer>>,
    /// Whether a host was asked before, and whose turn it is.
    turns: Mutex<BTreeMap<String, Arc<Mutex<bool>>>>,
}

impl std::fmt::Debug for Asker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asker").field("courtesy", &self.courtesy).finish_non_exhaustive()
    }
}

impl<'a> Asker<'a> {
    /// Somebody who has not asked anything yet.
    #[must_use]
    pub fn new(network: &'a dyn Network, courtesy: Courtesy) -> Self {
        Self { network, courtesy, answers: Mutex::default(), turns: Mutex::default() }
    }

    /// What is known of each address; those that were asked before are not asked again. A fragment makes no difference.
    /// `answered` is called after each.
    #[must_use]
    pub fn ask(&self, addresses: &BTreeSet<&str>, answered: &(dyn Fn() + Sync)) -> BTreeMap<String, Answer> {
        let pages: BTreeMap<&str, String> = addresses.iter().map(|&it| (it, address::page(it))).collect();
        let known = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut hosts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for page in pages.values().filter(|page| !known.contains_key(*page)) {
            hosts.entry(address::host(page).unwrap_or_default()).or_default().insert(page);
        }
        let queue: Mutex<VecDeque<BTreeSet<&str>>> = Mutex::new(hosts.into_values().collect());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        std::thread::scope(|scope| {
            for _ in 0..self.courtesy.hosts.max(1) {
                scope.spawn(|| {
                    while let Some(pages) = next() {
                        for page in pages {
                            let answer = self.follow(page);
                            self.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(page.to_owned(), answer);
                            answered();
                        }
                    }
                });
            }
        });
        let known = self.answers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        // Where no name at all is known, it is not the names.
        let lost = Answer::Broken(Trouble::NoSuchHost);
        let offline = !known.values().any(|answer| *answer != lost && *answer != Answer::Inner);
        let answer = |page: &String| match known.get(page) {
            Some(answer) if offline && *answer == lost => Answer::Unanswered(Trouble::Offline),
            Some(answer) => answer.clone(),
            None => Answer::Unanswered(Trouble::Unreadable),
        };
        pages.iter().map(|(&written, page)| (written.to_owned(), answer(page))).collect()
    }

    /// How many addresses were asked for, and how many were not because they are inner ones.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let inner = answers.values().filter(|answer| **answer == Answer::Inner).count();
        (answers.len() - inner, inner)
    }

    /// The turn of a host; who holds it is the only one to ask.
    fn turn(&self, host: String) -> Arc<Mutex<bool>> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner).entry(host).or_default().clone()
    }
}
