//! An index that is made in a folder is the one that is made in memory, and leaves nothing there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by them")]

use std::io::ErrorKind;
use std::path::Path;

use acuerdos_search::write::{Index, IndexError, IndexWriter};
use acuerdos_search::{Entry, Kind, Language, Record, Vocabulary};

/// Records of words that no other has, so that little of it is left by compression: some ten megabytes.
fn fill(mut writer: IndexWriter) -> Result<Index, IndexError> {
    let mut state = 7_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x}", state >> 16)
    };
    for number in 0..2_000 {
        writer.add(&Record {
            subject: 0,
            entry: Entry {
                kind: Kind::Commitment,
                id: format!("2022-08-09/{number}"),
                url: format!("compromisos/2022-08-09/{number}.html"),
                title: format!("Asunto {number}"),
                text: (0..150).map(|_| word()).collect::<Vec<_>>().join(" "),
                status: None,
                late: false,
                date: None,
                due: None,
                responsible: Vec::new(),
            },
            keywords: Vec::new(),
            meeting: None,
            documents: Vec::new(),
            organisations: Vec::new(),
            series: None,
            tags: Vec::new(),
        })?;
    }
    writer.finish()
}

fn begin(folder: &Path) -> IndexWriter {
    IndexWriter::in_folder(Language::Spanish, Vocabulary::default(), folder).unwrap()
}

#[test]
fn it_is_the_same_to_the_last_byte() {
    let folder = tempfile::tempdir().unwrap();
    let memory = fill(IndexWriter::new(Language::Spanish, Vocabulary::default()).unwrap()).unwrap();
    let disk = fill(begin(folder.path())).unwrap();
    assert_eq!(folder.path().read_dir().unwrap().count(), 0, "what is set aside has no name");
    assert_eq!(disk.id(), memory.id());
    assert_eq!(disk.catalog().unwrap(), memory.catalog().unwrap());
    assert_eq!(disk.len(), memory.len());
    let mut bytes = 0;
    for number in 0..disk.len() {
        let piece = disk.piece(number).unwrap();
        assert!(piece == memory.piece(number).unwrap(), "piece {number}");
        assert!(disk.plain_piece(number).unwrap() == memory.plain_piece(number).unwrap(), "piece {number}");
        bytes += piece.len();
    }
    assert!(bytes > 4 << 20, "so little stays in memory: {bytes}");
    assert!(disk.piece(disk.len()).is_err());
}

#[test]
fn what_cannot_be_set_aside_is_an_error_of_the_machine() {
    let folder = tempfile::tempdir().unwrap();
    let writer = begin(folder.path());
    folder.close().unwrap();
    match fill(writer) {
        Err(IndexError::Aside(error)) => assert_eq!(error.kind(), ErrorKind::NotFound),
        other => panic!("{other:?}"),
    }
}
