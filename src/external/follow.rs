//! One address, to its end.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::time::Duration;

use super::{Answer, Asker, Method, Reply, Silence, address};
use crate::diagnostic::Trouble;

/// Redirects after which it is a circle, whatever else it looks like.
const MOST_REDIRECTS: usize = 10;

impl Asker<'_> {
    /// Follows an address through its redirects.
    pub(super) fn follow(&self, start: &str) -> Answer {
        let (mut here, mut seen) = (start.to_owned(), BTreeSet::from([start.to_owned()]));
        // What is moved for good lasts up to the first redirect that is not for good.
        let (mut moved, mut for_good) = (None, true);
        loop {
            let reply = match self.settle(&here) {
                Ok(reply) => reply,
                Err(Silence::Inner) => return Answer::Inner,
                Err(Silence::Trouble(Trouble::NoSuchHost)) => return Answer::Broken(Trouble::NoSuchHost),
                Err(Silence::Trouble(trouble)) => return Answer::Unanswered(trouble),
            };
            match (reply.status, reply.location) {
                // A part that is not there is a part of something that is.
                (200..=299 | 416, _) => return moved.map_or(Answer::Fine, Answer::Moved),
                (status @ (301 | 302 | 303 | 307 | 308), Some(location)) => {
                    let Some(next) = address::joined(&here, &location) else {
                        return Answer::Unanswered(Trouble::Unreadable);
                    };
                    if !seen.insert(next.clone()) || seen.len() > MOST_REDIRECTS {
                        return Answer::Unanswered(Trouble::Loop);
                    }
                    for_good &= matches!(status, 301 | 308);
                    if for_good {
                        moved = Some(next.clone());
                    }
                    here = next;
                }
                (status @ (404 | 410), _) => return Answer::Broken(Trouble::Status(status)),
                (status, _) => return Answer::Unanswered(Trouble::Status(status)),
            }
        }
    }

    /// Asks a host when it is its turn: without the body, and, if that is refused, with it; once more if it may pass.
    fn settle(&self, here: &str) -> Result<Reply, Silence> {
        let turn = self.turn(address::host(here).ok_or(Silence::Trouble(Trouble::Unreadable))?);
        let mut asked = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut method, mut tries) = (Method::Head, 0);
        loop {
            if std::mem::replace(&mut *asked, true) {
                self.network.wait(self.courtesy.pause);
            }
            let answer = self.network.ask(here, method);
            if matches!(&answer, Ok(reply) if reply.status < 400)
                || matches!(&answer, Err(silence) if is_final(*silence))
            {
                return answer;
            }
            if may_pass(&answer, method) {
                tries += 1;
                let wait = answer.as_ref().ok().and_then(|reply| reply.retry_after).unwrap_or(Duration::ZERO);
                if tries > 1 || wait > self.courtesy.longest_wait {
                    return answer;
                }
                self.network.wait(wait);
            } else if method == Method::Get {
                return answer;
            }
            method = Method::Get;
        }
    }
}

fn is_final(silence: Silence) -> bool {
    !matches!(silence, Silence::Trouble(Trouble::Timeout | Trouble::Closed | Trouble::Unreadable))
}

/// Whether the same may be answered in another way a little later. Of a server that refuses to leave out the body, that is
/// not the question.
fn may_pass(answer: &Result<Reply, Silence>, method: Method) -> bool {
    match answer {
        Ok(reply) => matches!(reply.status, 408 | 425 | 429) || (reply.status >= 500 && reply.status != 501),
        Err(Silence::Trouble(Trouble::Timeout)) => true,
        Err(Silence::Trouble(Trouble::Closed)) => method == Method::Get,
        Err(_) => false,
    }
}
