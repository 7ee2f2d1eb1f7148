//! The passwords that guessers try first: the long ones of the published lists, and those made by one finger.

/// Folded to lower case; shorter ones are refused for their length.
const COMMON: &str = "
    123123123 1234567890 12341234 12344321 123456789a 12345678a 123456abc 123456qq 1234qwer
    123654789 123698745 13145200 131452000 147258369 147852369 159357456 1qaz2wsx 1qazxsw2
    520131400 5201314520 520520520 741852963 789456123 987654321 a123123123 a123456789 a12345678
    a1234567 a1b2c3d4 aa123456 aa12345678 aaa123456 abc12345 abc123456 abcd1234 abcd123456
    adminadmin admin123 admin1234 admin12345 admin123456 admin888 asd123456 asdf1234 asdfasdf
    asdfghjkl baseball football iloveyou letmein1 password password1 password123 passw0rd
    p@ssw0rd p@ssword princess q1w2e3r4 qazwsxedc qq123456 qwer1234 qwerty123 qwertyui
    qwertyuiop sunshine superman w123456789 welcome1 woaini123 woaini1314 woaini520 zxcvbnm123
";

/// Rows of keys and the alphabet, along which fingers slide.
const ROWS: [&str; 5] =
    ["01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Whether a folded password is one of the first guesses.
pub(super) fn is_common(folded: &str) -> bool {
    let mut chars = folded.chars();
    let one_key = chars.next().is_some_and(|first| chars.all(|c| c == first));
    let backwards: String = folded.chars().rev().collect();
    let slid = ROWS.iter().any(|row| row.contains(folded) || row.contains(&backwards));
    one_key || slid || COMMON.split_whitespace().any(|word| word == folded)
}
