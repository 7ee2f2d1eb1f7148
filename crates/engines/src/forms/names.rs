//! Several names in one text: `海达、HD Machinery`.

/// What stands between names, beside white space.
const MARKS: [char; 8] = ['、', '，', ',', '；', ';', '/', '／', '\n'];
/// Most names of one text that count.
const MOST: usize = 32;

/// The names in a text, at most 32. White space may part two names or stand inside one, so what it parts is a name
/// in whole and in pieces.
pub fn names(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in text.split(MARKS).map(str::trim).filter(|part| !part.is_empty()) {
        found.push(part);
        if part.contains(char::is_whitespace) {
            found.extend(part.split_whitespace());
        }
    }
    found.truncate(MOST);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_part_names_and_white_space_may() {
        assert_eq!(
            names("海达、青岛海达，HD；海机/HDJX"),
            ["海达", "青岛海达", "HD", "海机", "HDJX"]
        );
        assert_eq!(names("海达 HD,"), ["海达 HD", "海达", "HD"]);
        assert_eq!(names("Blue Ocean"), ["Blue Ocean", "Blue", "Ocean"]);
        assert_eq!(names(" 、 ,"), [""; 0]);
    }
}
