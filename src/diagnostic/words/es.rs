//! Diagnósticos en español.

use super::{first, heading, quoted, spanish};
use crate::diagnostic::{Key, Kind, Trouble, kind::Type};

pub(super) fn message(kind: &Kind) -> String {
    match kind {
        Kind::NotUtf8 { guess: None } => "el archivo no está en UTF-8".into(),
        Kind::NotUtf8 { guess: Some(guess) } => format!("el archivo no está en UTF-8; parece {guess}"),
        Kind::FileTooLarge { bytes, limit } => {
            format!("el archivo mide {bytes} bytes y se leen hasta {limit}")
        }
        Kind::UnportableName { name } => format!("el nombre `{name}` no sirve en todos los sistemas"),
        Kind::LongAddress { url, length, limit } => {
            format!("el sitio tendría `{url}`, de {length} caracteres; hasta {limit} se pueden copiar a todas partes")
        }
        Kind::NoMinutes { folder } => format!("no hay minutas en `{folder}`"),
        Kind::UnsafeSymlink { name } => format!("el enlace simbólico `{name}` sale de la carpeta o la contiene"),
        Kind::ConfigSyntax { message } => format!("no se entiende la configuración: {}", spanish(message)),
        Kind::NewerFormat { stated, known } => {
            format!("el proyecto está en el formato {stated} y esta versión de acuerdos lee hasta el {known}")
        }
        Kind::InvalidValue { key, value, .. } => format!("`{value}` no es un valor de `{key}`"),
        Kind::MissingKey { key, table } => format!("falta `{key}` en `{}`", heading(table)),
        Kind::DuplicateName { name } => format!("`{name}` está configurado dos veces"),
        Kind::InvalidUrl { value } => format!("`{value}` no es una dirección web completa"),
        Kind::OtherServer { value, base: Some(base) } => {
            format!("`{value}` está en otro servidor que `{base}`, y la página de búsqueda solo lee el suyo")
        }
        Kind::OtherServer { value, base: None } => {
            format!(
                "no se sabe si `{value}` está en el servidor de este sitio, y la página de búsqueda solo lee el suyo"
            )
        }
        Kind::SeverityFixed { code } => format!("`{code}` no se puede cambiar: sin eso no hay sitio que construir"),
        Kind::NoInitialStatus => "ningún estatus es el inicial".into(),
        Kind::InvalidColor { value } => format!("`{value}` no es un color"),
        Kind::AccentAdjusted { value, contrast, used } => format!(
            "`{value}` es demasiado claro para leerse sobre los fondos claros del sitio (contraste {contrast}:1; hace falta 4.5:1): los textos y las líneas llevan `{used}`"
        ),
        Kind::PictureMissing { path, .. } => format!("no hay ninguna imagen `content/{path}`"),
        Kind::PictureUnreadable { path } => {
            format!("`content/{path}` no es una imagen SVG, PNG o WebP que se pueda leer")
        }
        Kind::PictureTooLarge { path, bytes, limit } => {
            format!("`content/{path}` mide {bytes} bytes y cada página la lleva: puede medir hasta {limit}")
        }
        Kind::UnknownKey { place, key, .. } => format!("clave desconocida en {}: `{key}`", place_name(*place)),
        Kind::DuplicateKey { place, key } => format!("clave repetida en {}: `{key}`", place_name(*place)),
        Kind::WrongType { key, expected } => format!("`{key}` tiene que ser {}", type_name(*expected)),
        Kind::FrontMatterMissing => "la minuta no empieza con su encabezado entre líneas `---`".into(),
        Kind::FrontMatterUnclosed => "al encabezado le falta la línea `---` que lo cierra".into(),
        Kind::FrontMatterSyntax { message } => format!("no se entiende el encabezado: {}", spanish(message)),
        Kind::YamlAlias => "el encabezado no admite anclas ni alias de YAML".into(),
        Kind::YamlTooDeep => "el encabezado tiene listas dentro de listas, demasiadas".into(),
        Kind::DateMissing => "falta la fecha de la reunión".into(),
        Kind::InvalidDate { text, .. } => format!("`{text}` no es una fecha"),
        Kind::DateNotADay { text } => format!("`{text}` no dice el día"),
        Kind::UnknownMode { text, .. } => format!("modalidad desconocida: `{text}`"),
        Kind::SecondTitle => "hay un segundo título `#`".into(),
        Kind::BrokenDataList { key, .. } => {
            format!("la lista tiene `{key}` y este renglón no es un dato, así que ninguno se lee")
        }
        Kind::SectionMisspelled { name, suggestion } => {
            format!("la sección `{name}` se parece a `{suggestion}` y no se lee como tal")
        }
        Kind::CommitmentsElsewhere { section } => format!("hay compromisos numerados en la sección `{section}`"),
        Kind::NumberMissing { text } => format!("el compromiso `{text}` no tiene número"),
        Kind::UpdateMalformed { text } => format!("`{text}` no dice fecha y estatus"),
        Kind::FollowUpMalformed { text } => format!("`{text}` no dice compromiso y estatus"),
        Kind::UnknownStatus { text, .. } => format!("estatus desconocido: `{text}`"),
        Kind::EmptyCommitment { number } => format!("el compromiso {number} no tiene título ni texto"),
        Kind::UnknownLinkKind { text } => format!("`[[{text}]]` no es una clase de enlace conocida"),
        Kind::DefinitionsTooLong { name } => {
            format!("este texto llama a demasiadas notas al pie, o demasiado largas: `[{name}]` ya no cabe")
        }
        Kind::DuplicateNumber { number } => format!("el número {number} está repetido en esta reunión"),
        Kind::DuplicateMeeting { id } => format!("dos reuniones se llaman `{id}`"),
        Kind::UnknownReference { text, .. } => format!("no existe `{text}`"),
        Kind::SelfReference { text } => format!("el compromiso se refiere a sí mismo: `{text}`"),
        Kind::ChainCycle { ids } => format!("la cadena da la vuelta: {}", quoted(ids)),
        Kind::ContinuesLater { id } => format!("`{id}` es posterior; un compromiso continúa a otro anterior"),
        Kind::UpdateBeforeMeeting { update, meeting } => {
            format!("la actualización es del {update}, antes de la reunión que lo acordó ({meeting})")
        }
        Kind::UpdatesDisagree { date, first, second } => {
            format!("dos actualizaciones del {date} no coinciden: `{first}` y `{second}`")
        }
        Kind::PreviousDisagrees { stated, recorded } => {
            format!("dice que antes estaba `{stated}`, pero lo registrado es `{recorded}`")
        }
        Kind::AmbiguousOrganisation { name, candidates } => {
            format!("`{name}` puede ser {}", quoted(candidates))
        }
        Kind::SameUrl { url, first, second } => {
            format!("`{first}` y `{second}` tendrían la misma dirección, `{url}`")
        }
        Kind::UnsafeLink { url } => format!("el enlace `{url}` no es seguro y se omite"),
        Kind::RemoteImage { url } => format!("la imagen `{url}` está en otro sitio y se pone como enlace"),
        Kind::DueBeforeMeeting { due, meeting } => format!("vence el {due}, antes de la reunión ({meeting})"),
        Kind::StatusDoubted { status, words } => format!("dice `{status}`, pero su reporte habla de `{words}`"),
        Kind::ClosedWithoutAccount { status } => format!("dice `{status}` sin contar qué se hizo"),
        Kind::UpdateAfterCutOff { update, cut_off } => {
            format!("la actualización es del {update}, después de la fecha de corte ({cut_off})")
        }
        Kind::DeadLink { url } => format!("el enlace `{url}` no lleva a ningún archivo del sitio"),
        Kind::OrphanFile { path } => format!("ningún texto menciona el archivo `{path}`"),
        Kind::OrphanDocument { id } => format!("ninguna minuta menciona el documento `{id}`"),
        Kind::Forgotten { meetings } => {
            format!("sigue abierto y no lo mencionan las reuniones que después dieron seguimiento a otros ({meetings})")
        }
        Kind::Stale { days, meetings } => {
            format!("sigue abierto; días desde su último reporte: {days}, reuniones de su serie: {meetings}")
        }
        Kind::NeverReported { days, meetings } => {
            format!(
                "sigue abierto y nunca se ha reportado; días desde que se acordó: {days}, reuniones de su serie: {meetings}"
            )
        }
        Kind::NumberVariant { written, other } => {
            format!("el número `{written}` está escrito también como `{other}`")
        }
        Kind::OrganisationVariant { written, other } => {
            format!("`{written}` no está en la configuración y se parece a `{other}`")
        }
        Kind::BrokenLink { url, trouble } => match trouble {
            Trouble::Status(status) => format!("`{url}` ya no está (responde {status})"),
            _ => format!("no existe ningún servidor con ese nombre: `{url}`"),
        },
        Kind::MovedLink { url, .. } => format!("`{url}` se mudó para siempre"),
        Kind::UnansweredLink { url, trouble } => {
            format!("no se sabe si `{url}` sigue ahí: {}", unanswered(*trouble))
        }
        Kind::Template { message } => format!("la plantilla falla: {}", spanish(message)),
        Kind::ThemeStrings { message } => format!("los textos del tema no se entienden: {}", spanish(message)),
    }
}

pub(super) fn help(kind: &Kind) -> Option<String> {
    let text = match kind {
        Kind::NotUtf8 { .. } => {
            "ábralo en el editor y guárdelo con la codificación UTF-8 (en Word: «Texto sin formato», «Unicode (UTF-8)»)"
                .into()
        }
        Kind::FileTooLarge { .. } => "divida el archivo, o quítele lo que no es texto".into(),
        Kind::UnportableName { .. } => {
            "use letras, números, guiones y puntos; evite `< > : \" | ? * \\`, puntos o espacios al final y nombres como `CON` o `NUL`"
                .into()
        }
        Kind::LongAddress { .. } => {
            "acorte el nombre del archivo o el de una de sus carpetas: Windows admite 260 caracteres, con la carpeta del sitio"
                .into()
        }
        Kind::NoMinutes { .. } => {
            "ponga ahí un archivo por reunión, como `2022-08-09.md` (LEEME.md muestra uno), o señale la carpeta del proyecto con `--root`".into()
        }
        Kind::UnsafeSymlink { .. } => "copie el archivo dentro de la carpeta de contenido".into(),
        Kind::ConfigSyntax { .. } => {
            "en `acuerdos.toml` cada línea es `clave = valor`; los textos van entre comillas: `title = \"Acuerdos\"`".into()
        }
        Kind::NewerFormat { .. } => "actualice acuerdos".into(),
        Kind::InvalidValue { expected, .. } => format!("use {}", quoted(expected)),
        Kind::MissingKey { key, .. } => format!("agregue una línea `{key} = \"…\"`"),
        Kind::DuplicateName { .. } => "deje una sola definición; los otros nombres van en `aliases`".into(),
        Kind::InvalidUrl { .. } => "empieza con `https://` o `http://`, por ejemplo `https://intranet.example/acuerdos/`".into(),
        Kind::OtherServer { base: Some(_), .. } => {
            "los sitios que se buscan juntos se publican en un mismo servidor: mismo `https://`, nombre y puerto".into()
        }
        Kind::OtherServer { base: None, .. } => {
            "escriba cómo se llega a él desde este sitio, por ejemplo `../2022/`, o dé `base_url`".into()
        }
        Kind::SeverityFixed { .. } => "quite esa línea; se pueden cambiar los avisos, las notas y lo que solo `check` busca".into(),
        Kind::NoInitialStatus => "ponga `initial = true` en el estatus con que empieza un compromiso".into(),
        Kind::InvalidColor { .. } => "escríbalo como `#7a1f3d`: un `#` y seis cifras hexadecimales".into(),
        Kind::AccentAdjusted { used, .. } => {
            format!("la franja de arriba sí lleva su color; si quiere que todo lleve uno solo, escriba `{used}` u otro más oscuro")
        }
        Kind::PictureMissing { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::PictureMissing { .. } => {
            "ponga el archivo en la carpeta `content` y escriba su ruta desde ahí, como `logo.svg` o `imagenes/logo.png`".into()
        }
        Kind::PictureUnreadable { .. } => "expórtela otra vez como SVG, PNG o WebP; cambiarle el nombre no la convierte".into(),
        Kind::PictureTooLarge { .. } => {
            "expórtela más pequeña: el logotipo se ve a 48 píxeles de alto, así que bastan 144; en SVG, sin fotografías dentro".into()
        }
        Kind::UnknownKey { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::UnknownKey { place: Key::Configuration, .. } => "quítela; `docs/configuration.md` enumera las claves".into(),
        Kind::UnknownKey { place: Key::FrontMatter, .. } => {
            "se conocen `fecha`, `modalidad`, `serie`, `asistentes`, `titulo`, `etiquetas`, `borrador` y `aliases`".into()
        }
        Kind::UnknownKey { place: Key::Commitment, .. } => {
            "se conocen `Responsables`, `Vence`, `Documentos`, `Relacionados`, `Continúa`, `Sustituye` y `Etiquetas`".into()
        }
        Kind::DuplicateKey { .. } => "deje una sola, con todos los valores separados por comas".into(),
        Kind::WrongType { expected, .. } => match expected {
            Type::Text => "escriba el texto entre comillas".into(),
            Type::Boolean => "escriba `true` o `false`".into(),
            Type::Count => "escriba un número entero a partir de 1, sin comillas".into(),
            Type::Texts => "escriba una lista entre corchetes: `[uno, dos]`".into(),
            Type::Tables => "escriba una tabla entre dobles corchetes para cada uno".into(),
            Type::TextTable => "escriba líneas `nombre = \"texto\"`".into(),
            Type::Table => "escriba la tabla con su nombre entre corchetes".into(),
            Type::Attendees => "escriba cada institución con sus áreas: `INE: [DERFE, UTSI]`, o `INE: []`".into(),
        },
        Kind::FrontMatterMissing => {
            "ponga al principio del archivo tres líneas: `---`, `fecha: 2022-08-09` y `---`".into()
        }
        Kind::FrontMatterUnclosed => "ponga una línea `---` después de la última clave".into(),
        Kind::FrontMatterSyntax { .. } => {
            "cada línea es `clave: valor`; si el valor lleva dos puntos, póngalo entre comillas".into()
        }
        Kind::YamlAlias => "escriba el valor completo; un texto con `*` o `&` al principio va entre comillas".into(),
        Kind::YamlTooDeep => "escriba `asistentes` con una línea por institución".into(),
        Kind::DateMissing => "agregue una línea `fecha: 2022-08-09` al encabezado".into(),
        Kind::InvalidDate { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::InvalidDate { last_day: Some(day), .. } => format!("ese mes tiene {day} días"),
        Kind::InvalidDate { .. } => "escríbala como `2023-05-31`, `2023-05`, `2023` o `31 de mayo de 2023`".into(),
        Kind::DateNotADay { .. } => "aquí hace falta el día completo, como `2023-05-31`".into(),
        Kind::UnknownMode { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::UnknownMode { .. } => "use `virtual`, `presencial` o `híbrida`".into(),
        Kind::SecondTitle => "deje un solo título; las secciones empiezan con `##`".into(),
        Kind::BrokenDataList { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`, con dos puntos?"),
        Kind::BrokenDataList { key, .. } => {
            format!("escriba todos los renglones como `{key}: …`, con dos puntos, o saque de la lista lo demás")
        }
        Kind::SectionMisspelled { suggestion, .. } => format!("si es esa sección, escriba `## {suggestion}`"),
        Kind::CommitmentsElsewhere { .. } => "póngalos bajo `## Compromisos`".into(),
        Kind::NumberMissing { text } => format!("escriba el número al principio: `### 1. {text}`"),
        Kind::UpdateMalformed { .. } => {
            "escriba la fecha, un punto medio y el estatus: `#### 2023-02-10 · En proceso`".into()
        }
        Kind::FollowUpMalformed { .. } => {
            "escriba el compromiso, un punto medio y el estatus: `### 2022-08-09/4 · En proceso`".into()
        }
        Kind::UnknownStatus { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::UnknownStatus { known, .. } => format!("los estatus son {}", quoted(known)),
        Kind::EmptyCommitment { .. } => "escriba debajo qué se acordó".into(),
        Kind::UnknownLinkKind { .. } => {
            "use `[[2022-08-09/4]]`, `[[2022-08-09]]`, `[[doc:INE/CG241/2022]]` u `[[org:DERFE]]`".into()
        }
        Kind::DefinitionsTooLong { .. } => {
            "acórtelas, o ponga lo que dicen en un documento o en una página aparte y enlácelo".into()
        }
        Kind::DuplicateNumber { .. } => "dé a cada compromiso de la reunión un número distinto".into(),
        Kind::DuplicateMeeting { .. } => "cambie el nombre de un archivo, o quite el alias".into(),
        Kind::UnknownReference { draft: true, .. } => {
            "está en un borrador: quite `borrador`, o construya con `--drafts`".into()
        }
        Kind::UnknownReference { suggestion: Some(suggestion), .. } => format!("¿quiso decir `{suggestion}`?"),
        Kind::UnknownReference { known, .. } if !known.is_empty() => format!("esa reunión tiene {}", first(known)),
        Kind::UnknownReference { .. } => {
            "un compromiso se nombra por su reunión y su número, `2022-08-09/4`; una reunión, por su archivo, `2022-08-09`"
                .into()
        }
        Kind::SelfReference { .. } => "quite la referencia, o escriba la del otro compromiso".into(),
        Kind::ChainCycle { .. } => "quite uno de los `Continúa` o `Sustituye` de la vuelta".into(),
        Kind::ContinuesLater { .. } => "escriba `Continúa` en el compromiso posterior".into(),
        Kind::UpdateBeforeMeeting { .. } => "revise la fecha de la actualización".into(),
        Kind::UpdatesDisagree { .. } => "corrija una de las dos, o dé a la segunda su propia fecha".into(),
        Kind::PreviousDisagrees { .. } => {
            "si el documento se equivoca, quite `(antes: …)`; si falta una actualización intermedia, agréguela".into()
        }
        Kind::AmbiguousOrganisation { candidates, .. } => {
            format!("escríbalo con su institución, como {}", quoted(&candidates[..candidates.len().min(1)]))
        }
        Kind::SameUrl { .. } => "cambie el nombre de uno de los dos".into(),
        Kind::UnsafeLink { .. } => "los enlaces empiezan con `https:`, `http:`, `mailto:` o `tel:`, o llevan a un archivo".into(),
        Kind::RemoteImage { .. } => "copie la imagen junto a la minuta: el sitio no pide nada a otros".into(),
        Kind::DueBeforeMeeting { .. } => "revise el año del vencimiento".into(),
        Kind::StatusDoubted { .. } => {
            "si el documento firmado lo dice así, déjelo; si no, corrija el estatus o el reporte".into()
        }
        Kind::ClosedWithoutAccount { .. } => "escriba debajo, en una frase, cómo se atendió".into(),
        Kind::UpdateAfterCutOff { .. } => "mueva la fecha de corte (`cut_off`), o revise la de la actualización".into(),
        Kind::DeadLink { .. } => "revise el nombre del archivo; las mayúsculas cuentan".into(),
        Kind::OrphanFile { .. } => "enlácelo desde su minuta, o retírelo de la carpeta `content`: tal cual, se publica sin que nadie lo encuentre".into(),
        Kind::OrphanDocument { .. } => "revise que el número sea el que escriben las minutas, o quítelo de `acuerdos.toml`".into(),
        Kind::Forgotten { .. } => {
            "dele seguimiento en la próxima minuta, o diga qué compromiso lo continúa (`Continúa`) o lo sustituye (`Sustituye`)".into()
        }
        Kind::Stale { .. } | Kind::NeverReported { .. } => {
            "agregue una actualización con lo que se sepa; los plazos están en `[thresholds]`".into()
        }
        Kind::NumberVariant { other, .. } => format!("si es el mismo documento, escriba `{other}`"),
        Kind::OrganisationVariant { other, .. } => {
            format!("si es la misma, escriba `{other}`; si no, agréguela a la configuración")
        }
        Kind::BrokenLink { .. } => {
            "busque su dirección nueva, o enlace una copia guardada, como las de web.archive.org o un archivo de `content`".into()
        }
        Kind::MovedLink { to, .. } => format!("escriba `{to}`"),
        Kind::UnansweredLink { trouble: Trouble::Offline, .. } => "inténtelo otra vez cuando haya red".into(),
        Kind::UnansweredLink { .. } => "ábralo en el navegador: hay servidores que no responden a los programas".into(),
        Kind::Template { .. } => "corrija la plantilla, o bórrela para usar la del tema".into(),
        Kind::ThemeStrings { .. } => "corrija el archivo, o bórrelo para usar el del tema".into(),
    };
    Some(text)
}

fn unanswered(trouble: Trouble) -> String {
    match trouble {
        Trouble::Status(status) => format!("responde {status}"),
        Trouble::NoSuchHost => "no existe ningún servidor con ese nombre".into(),
        Trouble::Offline => "no se encontró ningún servidor".into(),
        Trouble::Timeout => "no respondió a tiempo".into(),
        Trouble::Insecure => "su certificado no es de confianza".into(),
        Trouble::Closed => "no hubo conexión".into(),
        Trouble::Loop => "da vueltas sin llegar".into(),
        Trouble::Unreadable => "la dirección o la respuesta no se entienden".into(),
    }
}

fn place_name(place: Key) -> &'static str {
    match place {
        Key::Configuration => "la configuración",
        Key::FrontMatter => "el encabezado",
        Key::Commitment => "los datos del compromiso",
    }
}

fn type_name(expected: Type) -> &'static str {
    match expected {
        Type::Text => "un texto",
        Type::Boolean => "verdadero o falso",
        Type::Count => "un número entero a partir de 1",
        Type::Texts => "una lista de textos",
        Type::Tables => "una lista de tablas",
        Type::TextTable => "una tabla de textos",
        Type::Table => "una tabla",
        Type::Attendees => "una institución por línea con la lista de sus áreas",
    }
}
