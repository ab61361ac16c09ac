//! What statuses are called.

use crate::model::text::fold;
use crate::model::{Status, StatusIx};

/// Other words for the statuses that a register has unless it is configured otherwise.
const STATUSES: &[(&str, &[&str])] = &[
    (
        "atendido",
        &[
            "atendida",
            "cumplido",
            "cumplida",
            "concluido",
            "cerrado",
            "cerrada",
            "concluida",
            "terminado",
            "terminada",
            "realizado",
            "realizada",
            "finalizado",
            "finalizada",
            "complete",
            "completed",
            "done",
            "closed",
            "fulfilled",
        ],
    ),
    (
        "en-proceso",
        &[
            "parcial",
            "en curso",
            "en ejecucion",
            "en tramite",
            "en desarrollo",
            "en proceso de atencion",
            "in progress",
            "ongoing",
            "under way",
        ],
    ),
    (
        "pendiente",
        &[
            "pend",
            "abierto",
            "abierta",
            "por atender",
            "por iniciar",
            "por comenzar",
            "sin iniciar",
            "no iniciado",
            "no iniciada",
            "pendiente de atencion",
            "pending",
            "open",
            "not started",
        ],
    ),
    ("cancelado", &["cancelada", "se cancelo", "sin efecto", "sin efectos", "cancelled", "canceled", "withdrawn"]),
];

/// Names of statuses and what they stand for.
pub(super) struct StatusNames(Vec<(String, StatusIx)>);

impl StatusNames {
    pub(super) fn new(statuses: &[Status]) -> Self {
        let mut names = Vec::new();
        for (i, status) in statuses.iter().enumerate() {
            let own = [&status.id, &status.labels[0], &status.labels[1]].map(|name| fold(name));
            names.extend(own.map(|name| (name, StatusIx(i))));
        }
        // A status of one's own has precedence over another word for one.
        for (id, others) in STATUSES {
            if let Some(i) = statuses.iter().position(|status| status.id == *id) {
                names.extend(others.iter().map(|name| ((*name).to_owned(), StatusIx(i))));
            }
        }
        Self(names)
    }

    /// The status that a whole text names.
    pub(super) fn find(&self, text: &str) -> Option<StatusIx> {
        let folded = fold(text.trim_matches(|c: char| !c.is_alphanumeric()));
        self.0.iter().find(|(name, _)| *name == folded).map(|&(_, ix)| ix)
    }

    /// The status that the answer to whether it was fulfilled stands for, if a text is no more than that.
    pub(super) fn answer(&self, text: &str) -> Option<StatusIx> {
        match fold(text.trim_matches(|c: char| !c.is_alphanumeric())).as_str() {
            "si" | "yes" => self.find("atendido"),
            "no" => self.find("pendiente"),
            _ => None,
        }
    }

    /// The status that a text starts with, and where that ends.
    pub(super) fn lead(&self, text: &str) -> Option<(StatusIx, usize)> {
        const LONGEST: usize = 6;
        let mut best = None;
        let ends = text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).chain([text.len()]);
        // What stands behind its last letter is no part of it.
        for end in ends.filter(|&end| text[..end].ends_with(char::is_alphanumeric)).take(LONGEST) {
            if let Some(ix) = self.find(&text[..end]) {
                best = Some((ix, end));
            }
        }
        best
    }
}
