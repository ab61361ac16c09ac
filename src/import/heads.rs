//! What columns are called, in both languages.

use crate::model::text::fold;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// When the meeting was held, and how.
    Date,
    Mode,
    Attendees,
    Objectives,
    Topics,
    Number,
    /// Commitments, with objectives and topics before them.
    Commitments,
    Responsible,
    Due,
    Previous,
    /// A status, and what was done.
    Status,
    /// What was done alone.
    Account,
    /// At which day a status and what was done hold.
    Told,
    Documents,
    /// Something that minutes have no place for.
    Other,
}

/// By words of the head, the more particular first: `Estatus de los compromisos` is about the status.
const HEADS: &[(&[&str], Role)] = &[
    (&["fecha de inicio", "fecha inicial", "start date", "%", "porcentaje", "semaforo"], Role::Other),
    (
        &[
            "estatus previo",
            "estatus anterior",
            "estado previo",
            "estado anterior",
            "situacion anterior",
            "previous status",
            "former status",
        ],
        Role::Previous,
    ),
    (
        &[
            "fecha de actualizacion",
            "fecha de ultima actualizacion",
            "ultima actualizacion",
            "fecha de corte",
            "fecha de conclusion",
            "fecha de cierre",
            "fecha de atencion",
            "fecha de reporte",
            "fecha del reporte",
            "fecha real",
            "last update",
            "last updated",
            "date updated",
            "date completed",
            "date closed",
        ],
        Role::Told,
    ),
    (
        &[
            "vence",
            "vencimiento",
            "fecha limite",
            "fecha de cumplimiento",
            "fecha compromiso",
            "fecha de compromiso",
            "fecha de entrega",
            "fecha de termino",
            "fecha programada",
            "fecha prevista",
            "fecha estimada",
            "fecha fin",
            "fecha final",
            "termino",
            "plazo",
            "due",
            "deadline",
            "target date",
            "by when",
        ],
        Role::Due,
    ),
    (
        &["responsable", "area", "encargado", "encargada", "a cargo", "quien", "responsible", "owner", "lead", "who"],
        Role::Responsible,
    ),
    (&["fecha de la reunion", "fecha de reunion", "fecha de la sesion", "fecha de sesion", "meeting date"], Role::Date),
    (&["estatus", "estado", "situacion", "status", "cumplimiento", "state"], Role::Status),
    (
        &[
            "compromiso",
            "acuerdo",
            "descripcion",
            "commitment",
            "agreement",
            "action item",
            "action point",
            "decision",
            "description",
        ],
        Role::Commitments,
    ),
    (&["actualizacion", "conclusion", "corte", "real", "updated", "completed"], Role::Told),
    (&["fecha", "date"], Role::Date),
    (
        &[
            "asistentes",
            "asistencia",
            "asistieron",
            "participantes",
            "instituciones",
            "attendees",
            "attendance",
            "participants",
            "present",
        ],
        Role::Attendees,
    ),
    (&["modalidad", "tipo de reunion", "tipo de sesion", "mode", "format"], Role::Mode),
    (&["objetivo", "objective", "proposito", "purpose"], Role::Objectives),
    (&["temas", "orden del dia", "topics", "agenda"], Role::Topics),
    (
        &[
            "acciones",
            "accion",
            "actividades",
            "actividad",
            "actuaciones",
            "gestiones",
            "tarea",
            "seguimiento",
            "avance",
            "observaciones",
            "comentarios",
            "notas",
            "resultado",
            "informe",
            "detalle",
            "justificacion",
            "action",
            "task",
            "follow up",
            "progress",
            "remark",
            "comment",
            "note",
            "update",
            "account",
        ],
        Role::Account,
    ),
    (&["documento", "oficio", "document"], Role::Documents),
    (&["reunion", "sesion", "meeting"], Role::Date),
    (
        &[
            "inicio",
            "start",
            "lugar",
            "sede",
            "place",
            "venue",
            "evidencia",
            "evidence",
            "hora",
            "horario",
            "time",
            "prioridad",
            "priority",
            "telefono",
            "correo",
            "phone",
            "email",
            "cargo",
            "puesto",
            "firma",
            "nombre",
            "name",
            "signature",
        ],
        Role::Other,
    ),
];

const NUMBERS: [&str; 17] = [
    "id",
    "clave",
    "folio",
    "codigo",
    "no",
    "no.",
    "num",
    "num.",
    "numero",
    "n°",
    "nº",
    "n.º",
    "n.°",
    "#",
    "number",
    "consecutivo",
    "ref",
];

/// What the column below a head holds.
pub(super) fn head(text: &str) -> Option<Role> {
    let folded = fold(text);
    if folded.is_empty() || folded.chars().count() > 120 {
        return None;
    }
    // `No. de acuerdo`
    let first = folded.split(' ').next().unwrap_or_default();
    let of = folded[first.len()..].trim_start();
    let is_of = of.is_empty() || ["de ", "del ", "of "].iter().any(|word| of.starts_with(word));
    if is_of && NUMBERS.contains(&first) {
        return Some(Role::Number);
    }
    if let Some(role) = by_beginning(&folded) {
        return Some(role);
    }
    // A plural, or a gender, is the same head: `compromisos`, but not `realizar` for `real`.
    let has = |word: &str| {
        folded.match_indices(word).any(|(at, _)| {
            let rest = folded[at + word.len()..].trim_start_matches(['s', 'e', '(', ')']);
            !folded[..at].ends_with(char::is_alphanumeric) && !rest.starts_with(char::is_alphanumeric)
        })
    };
    HEADS.iter().find(|(words, _)| words.iter().any(|word| has(word))).map(|&(_, role)| role)
}

/// Heads that speak of commitments and hold something else: `Avance del acuerdo`, `Fecha del compromiso`.
fn by_beginning(folded: &str) -> Option<Role> {
    const BEGINNINGS: [(&[&str], Role); 4] = [
        (
            &[
                "acciones para",
                "acciones realizadas",
                "acciones desarrolladas",
                "acciones de seguimiento",
                "avance",
                "seguimiento",
                "observaciones",
                "comentarios",
                "actuaciones",
                "gestiones",
                "resultado",
                "detalle del avance",
                "detalle de las acciones",
                "detalle del cumplimiento",
                "descripcion de la accion",
                "descripcion de las acciones",
                "descripcion de las actividades",
                "descripcion del avance",
                "descripcion del cumplimiento",
                "descripcion del seguimiento",
                "progress",
                "follow up",
                "actions taken",
            ],
            Role::Account,
        ),
        (&["fecha del compromiso", "fecha de compromiso", "fecha compromiso", "fecha de los compromisos"], Role::Due),
        (&["fecha del acuerdo", "fecha de acuerdo"], Role::Date),
        (&["responsable", "responsible"], Role::Responsible),
    ];
    // `Avance (%)` is a figure.
    let is_figure = folded.contains('%');
    BEGINNINGS
        .iter()
        .find(|(beginnings, _)| beginnings.iter().any(|beginning| folded.starts_with(beginning)))
        .map(|&(_, role)| role)
        .filter(|_| !is_figure)
}

/// Whether a head says that a column has what was agreed, and nothing else.
pub(super) fn is_agreed(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "compromiso"
            | "compromisos"
            | "acuerdo"
            | "acuerdos"
            | "commitment"
            | "commitments"
            | "agreement"
            | "agreements"
    )
}

/// Whether a head is of what has to be done or of what was done, as `Acciones` may be.
pub(super) fn may_be_agreed(text: &str) -> bool {
    let folded = fold(text);
    let first = folded.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    matches!(
        first,
        "accion"
            | "acciones"
            | "actividad"
            | "actividades"
            | "tarea"
            | "tareas"
            | "action"
            | "actions"
            | "task"
            | "tasks"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_is_below() {
        for (text, role) in [
            ("Fecha y modalidad", Role::Date),
            ("Asistentes", Role::Attendees),
            ("Relación de compromisos", Role::Commitments),
            ("Estatus de los compromisos y acciones desarrolladas", Role::Status),
            ("Objetivo de la reunión y relación de compromisos más relevantes", Role::Commitments),
            ("Fecha límite", Role::Due),
            ("No.", Role::Number),
            ("Previous status", Role::Previous),
            ("Actions taken", Role::Account),
        ] {
            assert_eq!(head(text), Some(role), "{text}");
        }
        assert_eq!(head("Dallas"), None);
    }
}
