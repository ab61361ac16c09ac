//! Writes a project of many meetings, for measuring: `cargo run --release --example generate -- 10000 DIR`.
//!
//! The same number gives the same files. Each meeting has ten commitments of about 120 words, each commitment one to
//! four updates. Words are invented stems with the endings of real Spanish, and follow Zipf's law; commitments come back
//! to their own words, as texts do. With `--queries` it also writes `queries.json` beside the project, with what a search
//! engine is asked and which commitment it has to find (`queries.rs`).

mod queries;
mod random;
mod spanish;
mod vocabulary;

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use queries::Written;
use random::Random;
use vocabulary::{Vocabulary, Word};

const PER_MEETING: usize = 10;
/// In a commitment's text and updates.
const WORDS: usize = 120;

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, arguments): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|it| it.starts_with("--"));
    let [count, folder] = arguments.as_slice() else {
        return Err("usage: generate [--queries] COMMITMENTS DIR".into());
    };
    if let Some(flag) = flags.iter().find(|flag| *flag != "--queries") {
        return Err(format!("unknown option {flag}").into());
    }
    let count: usize = count.parse()?;
    let root = PathBuf::from(folder);
    fs::create_dir_all(root.join("content/reuniones"))?;
    fs::write(root.join("acuerdos.toml"), CONFIGURATION)?;
    let vocabulary = Vocabulary::new();
    let mut random = Random(0x5eed);
    let mut written = Vec::with_capacity(count);
    for meeting in 0..count.div_ceil(PER_MEETING) {
        let numbers = PER_MEETING.min(count - meeting * PER_MEETING);
        let text = minutes(meeting, numbers, &vocabulary, &mut random, &mut written);
        fs::write(root.join(format!("content/reuniones/{}.md", id(meeting))), text)?;
    }
    if !flags.is_empty() {
        let queries = queries::write(&written, &vocabulary);
        fs::write(root.join("queries.json"), serde_json::to_string_pretty(&queries)? + "\n")?;
    }
    Ok(())
}

const CONFIGURATION: &str = r#"title = "Acuerdos generados"
base_url = "https://acuerdos.example/"
cut_off = 2023-02-15

[[organisations]]
acronym = "INE"
name = "Instituto Nacional Electoral"
units = [{ acronym = "DERFE", name = "Dirección Ejecutiva del Registro Federal de Electores" }]

[[organisations]]
acronym = "SRE"
name = "Secretaría de Relaciones Exteriores"
units = [{ acronym = "IME", name = "Instituto de los Mexicanos en el Exterior" }]
"#;

const RESPONSIBLE: [&str; 5] = ["INE", "SRE", "INE, SRE", "DERFE", "IME"];
const STATUSES: [&str; 4] = ["Pendiente", "En proceso", "En proceso", "Atendido"];

/// Meetings are three days apart, the first in 1990; a hundred thousand commitments fill eighty years.
fn day(meeting: usize) -> chrono::NaiveDate {
    let first = chrono::NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or_default();
    first + chrono::Days::new(3 * meeting as u64)
}

fn id(meeting: usize) -> String {
    day(meeting).format("%Y-%m-%d").to_string()
}

fn minutes(
    meeting: usize,
    numbers: usize,
    vocabulary: &Vocabulary,
    random: &mut Random,
    written: &mut Vec<Written>,
) -> String {
    let mut text = String::new();
    let date = day(meeting);
    let _ = write!(
        text,
        "---\nfecha: {date}\nmodalidad: virtual\nserie: Grupo de trabajo\nasistentes:\n  INE: [DERFE]\n  SRE: [IME]\n---\n\n# {}\n\n## Compromisos\n",
        Prose::new(vocabulary).sentence(6, random)
    );
    for number in 1..=numbers {
        let mut prose = Prose::new(vocabulary);
        let _ = write!(text, "\n### {number}. {}\n\n", prose.sentence(5, random));
        for _ in 0..4 {
            let _ = write!(text, "{}. ", prose.sentence(WORDS / 8, random));
        }
        let of_the_text = prose.said.len();
        let responsible = RESPONSIBLE[random.below(RESPONSIBLE.len())];
        let _ = write!(text, "\n\n- Responsables: {responsible}\n");
        if random.below(2) == 0 {
            let due = date + chrono::Days::new(30 + random.below(300) as u64);
            let _ = writeln!(text, "- Vence: {}", due.format("%Y-%m"));
        }
        if random.below(4) == 0 {
            let _ = writeln!(text, "- Documentos: INE/CG{}/{}", random.below(400), date.format("%Y"));
        }
        if meeting > 0 && random.below(3) == 0 {
            let other = random.below(meeting.min(50)) + 1;
            let _ = writeln!(text, "- Relacionados: {}/{}", id(meeting - other), 1 + random.below(PER_MEETING));
        }
        let _ = writeln!(text, "- Etiquetas: {}", vocabulary.of_rank(random.below(60)));
        for update in 0..=random.below(4) {
            let day = date + chrono::Days::new(20 * update as u64 + 1);
            let status = STATUSES[random.below(STATUSES.len())];
            let _ = write!(text, "\n#### {day} · {status}\n\n{}", prose.sentence(WORDS / 6, random));
            if random.below(8) == 0 {
                let _ = write!(text, ", oficio INE/DERFE/{:04}/{}", random.below(2_000), date.format("%Y"));
            }
            text += ".\n";
        }
        written.push(Written { id: format!("{}/{number}", id(meeting)), said: prose.said, of_the_text });
    }
    text
}

/// What one commitment says, sentence by sentence.
struct Prose<'a> {
    vocabulary: &'a Vocabulary,
    said: Vec<Vec<Word>>,
    /// The lemmas it has used, each as often as it has.
    lemmas: Vec<u32>,
}

impl<'a> Prose<'a> {
    fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, said: Vec::new(), lemmas: Vec::new() }
    }

    fn word(&mut self, random: &mut Random) -> Word {
        if let Some(word) = self.vocabulary.function_word(random) {
            return word;
        }
        // One word in eight is one that the commitment speaks of already, perhaps in another form.
        let again = !self.lemmas.is_empty() && random.below(8) == 0;
        let lemma = if again { *random.pick(&self.lemmas) } else { self.vocabulary.lemma(random) };
        self.lemmas.push(lemma);
        self.vocabulary.inflect(lemma, random)
    }

    fn sentence(&mut self, words: usize, random: &mut Random) -> String {
        let words: Vec<Word> = (0..words).map(|_| self.word(random)).collect();
        let sentence = words.iter().map(|&word| self.vocabulary.text(word)).collect::<Vec<_>>().join(" ");
        self.said.push(words);
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}
