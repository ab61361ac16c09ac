//! Writes a project of many meetings, for measuring: `cargo run --release --example generate -- 10000 DIR`.
//!
//! The same number gives the same files. Words are made up of Spanish syllables and follow Zipf's law; each meeting has
//! ten commitments of about 120 words, each commitment one to four updates, some recorded by later meetings.

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

const PER_MEETING: usize = 10;
const WORDS: usize = 120;
const VOCABULARY: usize = 20_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(count), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: generate COMMITMENTS DIR".into());
    };
    let count: usize = count.parse()?;
    let root = PathBuf::from(folder);
    fs::create_dir_all(root.join("content/reuniones"))?;
    fs::write(root.join("acuerdos.toml"), CONFIGURATION)?;
    let mut random = Random(0x5eed);
    let vocabulary = Vocabulary::new(&mut random);
    let meetings = count.div_ceil(PER_MEETING);
    for meeting in 0..meetings {
        let numbers = PER_MEETING.min(count - meeting * PER_MEETING);
        let text = minutes(meeting, numbers, &vocabulary, &mut random);
        fs::write(root.join(format!("content/reuniones/{}.md", id(meeting))), text)?;
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
    day(meeting).format("%Y/%m-%d").to_string().replace('/', "-")
}

fn minutes(meeting: usize, numbers: usize, vocabulary: &Vocabulary, random: &mut Random) -> String {
    let mut text = String::new();
    let date = day(meeting);
    let _ = write!(
        text,
        "---\nfecha: {date}\nmodalidad: virtual\nserie: Grupo de trabajo\nasistentes:\n  INE: [DERFE]\n  SRE: [IME]\n---\n\n# {}\n\n## Compromisos\n",
        vocabulary.sentence(6, random)
    );
    for number in 1..=numbers {
        let _ = write!(text, "\n### {number}. {}\n\n", vocabulary.sentence(5, random));
        for _ in 0..4 {
            let _ = write!(text, "{}. ", vocabulary.sentence(WORDS / 8, random));
        }
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
        let _ = writeln!(text, "- Etiquetas: {}", vocabulary.word(random.below(60)));
        for update in 0..=random.below(4) {
            let day = date + chrono::Days::new(20 * update as u64 + 1);
            let status = STATUSES[random.below(STATUSES.len())];
            let _ = write!(text, "\n#### {day} · {status}\n\n{}.\n", vocabulary.sentence(WORDS / 6, random));
        }
    }
    text
}

struct Vocabulary(Vec<String>);

impl Vocabulary {
    fn new(random: &mut Random) -> Self {
        const SYLLABLES: [&str; 24] = [
            "ca", "ción", "de", "es", "ta", "re", "mi", "ló", "gu", "ño", "pro", "vin", "da", "tra", "men", "to", "si",
            "bre", "lu", "que", "ría", "por", "na", "ex",
        ];
        let mut words = vec!["de".to_owned(), "la".to_owned(), "el".to_owned(), "que".to_owned(), "y".to_owned()];
        while words.len() < VOCABULARY {
            let length = 2 + random.below(3);
            words.push((0..length).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect());
        }
        Self(words)
    }

    fn word(&self, rank: usize) -> &str {
        &self.0[rank.min(VOCABULARY - 1)]
    }

    /// Rank r has a probability near 1/r: the exponential of a uniform number is log-uniform.
    fn zipf(&self, random: &mut Random) -> &str {
        let uniform = random.below(1 << 20) as f64 / f64::from(1 << 20);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 1 and the vocabulary's size"
        )]
        let rank = (VOCABULARY as f64).powf(uniform) as usize;
        self.word(rank - 1)
    }

    fn sentence(&self, words: usize, random: &mut Random) -> String {
        let words: Vec<&str> = (0..words).map(|_| self.zipf(random)).collect();
        let sentence = words.join(" ");
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }
}

/// SplitMix64, by Sebastiano Vigna: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let below = (z ^ (z >> 31)) % bound as u64;
        // Less than `bound`, which is a `usize`.
        usize::try_from(below).unwrap_or(0)
    }
}
