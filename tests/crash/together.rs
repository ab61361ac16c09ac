//! Two builds at once.

use std::process::Stdio;

use crate::support::{Project, tree};
use crate::{assert_no_litter, assert_verified, build, editions, said, write_edition};

#[test]
fn of_builds_at_once_each_waits_for_the_one_before_and_says_so() {
    let (one, other) = (Project::new(), Project::new());
    let wanted = editions(&one, [2, 3]);
    write_edition(&one, 2);
    write_edition(&other, 3);
    let site = one.path("site");
    let mut waited = 0;
    for _ in 0..4 {
        let running: Vec<_> = [&one, &other, &one, &other]
            .map(|project| build(project, &site).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap())
            .into_iter()
            .map(|running| running.wait_with_output().unwrap())
            .collect();
        for output in &running {
            let said = said(output);
            assert!(output.status.success(), "{said}");
            waited += usize::from(said.contains("another build is under way; waiting for it"));
        }
        let found = tree(&site);
        assert!(found == wanted[0] || found == wanted[1], "a mix of two builds");
        assert_verified(&site);
        assert_no_litter(&site);
    }
    assert!(waited > 0, "no build was at work at the same time as another: the test has tested nothing");
}
