//! What months and days of the week are called.

use crate::diagnostic::Language;

/// The name of a month, 1 to 12, as it stands in a sentence.
#[must_use]
pub fn prose_month(month: u32, language: Language) -> &'static str {
    const SPANISH: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    const ENGLISH: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let names = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    names[(month.clamp(1, 12) - 1) as usize]
}

/// The name of a day of the week, 0 for Monday, as it stands in a sentence.
#[must_use]
pub fn weekday_name(day: u32, language: Language) -> &'static str {
    const SPANISH: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let names = match language {
        Language::Spanish => SPANISH,
        Language::English => ENGLISH,
    };
    names[(day % 7) as usize]
}

/// The abbreviated name of a month: three letters, `sept` in Spanish as the Real Academia has it.
#[must_use]
pub fn short_month(month: u32, language: Language) -> &'static str {
    match (month, language) {
        (9, Language::Spanish) => "sept",
        _ => &prose_month(month, language)[..3],
    }
}
