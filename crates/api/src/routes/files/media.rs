//! What a file is, told by its first bytes, else by its name. What the browser says is not believed.

/// Kinds that browsers show in our pages; they cannot run anything there.
const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// The media type.
pub(in crate::routes) fn of(name: &str, beginning: &[u8]) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match beginning {
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        _ => by_ending(&ending),
    }
}

fn by_ending(ending: &str) -> &'static str {
    match ending {
        "txt" | "log" | "md" => "text/plain",
        "csv" => "text/csv",
        "json" => "application/json",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}

/// Whether browsers may show it instead of saving it.
pub(in crate::routes) fn is_shown(media: &str) -> bool {
    SHOWN.contains(&media)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_count_not_the_name() {
        assert_eq!(of("a.txt", b"\x89PNG\r\n"), "image/png");
        assert_eq!(of("a.png", b"<script>"), "application/octet-stream");
        assert_eq!(of("合同.XLSX", b"PK"), by_ending("xlsx"));
        assert_eq!(of("a.svg", b"<svg onload=x>"), "application/octet-stream");
        assert_eq!(of("", b""), "application/octet-stream");
    }

    #[test]
    fn only_pictures_that_run_nothing_are_shown() {
        assert!(is_shown("image/png"));
        assert!(
            !is_shown("image/svg+xml") && !is_shown("text/html") && !is_shown("application/pdf")
        );
    }
}
