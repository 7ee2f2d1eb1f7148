//! Mentions of people in a text: `@[张三](usr_…)`. The id says who; the words are what they were called when it was
//! written, for where nobody can look it up.

use model::UserId;

/// Longest name in a mention, in characters.
const LONGEST: usize = 100;

/// The people whom a text mentions, each once, in the order of the text.
pub fn people(text: &str) -> Vec<UserId> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("@[") {
        rest = &rest[at + 2..];
        if let Some(id) = id_in(rest)
            && !found.contains(&id)
        {
            found.push(id);
        }
    }
    found
}

/// The text as it is read: `@张三` for every mention.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("@[") {
        let (before, mention) = (&rest[..at], &rest[at + 2..]);
        out.push_str(before);
        out.push('@');
        rest = &rest[at + 1..];
        if id_in(mention).is_some()
            && let Some((name, after)) = mention.split_once("](")
        {
            out.push_str(name);
            rest = after.split_once(')').map_or("", |(_, rest)| rest);
        }
    }
    out + rest
}

/// Reads `张三](usr_…)`.
fn id_in(text: &str) -> Option<UserId> {
    let (name, after) = text.split_once("](")?;
    let plain = !name.contains(['[', ']', '\n']) && (1..=LONGEST).contains(&name.chars().count());
    let (id, _) = after.split_once(')')?;
    plain.then(|| id.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{people, plain};
    use model::UserId;
    use uuid::Uuid;

    #[test]
    fn whoever_is_named_by_id_is_mentioned_once() {
        let [a, b] = [1, 2].map(|n| UserId(Uuid::from_u128(n)));
        let text = format!("@[张三]({a}) 请看，@[Jane Doe]({b})。@[张三]({a})");
        assert_eq!(people(&text), [a, b]);
    }

    #[test]
    fn what_only_looks_like_a_mention_is_text() {
        let id = UserId(Uuid::from_u128(1));
        for text in [
            "@张三".to_owned(),
            format!("@[]({id})"),
            format!("@[张\n三]({id})"),
            format!("@[张三] ({id})"),
            format!("@[张三]({id}"),
            "@[张三](usr_nobody)".to_owned(),
            "@[@[@[".to_owned(),
        ] {
            assert_eq!(people(&text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[@\\[\\]()usr_张0a \n]{0,40}|\\PC{0,40}") {
            let _ = people(&text);
        }
    }

    #[test]
    fn a_text_is_read_with_the_names_only() {
        let id = UserId(Uuid::from_u128(1));
        assert_eq!(plain(&format!("请 @[张三]({id}) 看 @[x] 与 a@b")), "请 @张三 看 @[x] 与 a@b");
    }
}
