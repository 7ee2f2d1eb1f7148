//! What may be wrong with the follow-ups that a form offers to write.

use model::{Code, Form, Rejection};

use super::check::{check_codes, check_label};

/// Most of them: they are picked from a list that is looked through in one glance.
const MOST: usize = 30;
/// Longest text, in characters.
const LONGEST: usize = 500;
/// The farthest one comes back, in days.
const FARTHEST: u16 = 365;

/// Each has a code and a name of its own, a text that is quickly read, and comes back within a year.
pub(super) fn check_templates(form: &Form, wrong: &mut Vec<Rejection>) {
    let templates = &form.activity_templates;
    check_codes(templates.iter().map(|t| t.code.as_str()), "activity_templates", wrong);
    if templates.len() > MOST {
        wrong.push(Rejection::at(Code::TooMany, "activity_templates").with("max", MOST));
    }
    for (i, template) in templates.iter().enumerate() {
        let path = format!("activity_templates.{i}");
        check_label(&template.label, &format!("{path}.label"), wrong);
        let longest = [&template.text.zh_cn, &template.text.en].map(|text| text.chars().count());
        if longest.iter().any(|length| *length > LONGEST) {
            let path = format!("{path}.text");
            wrong.push(Rejection::at(Code::TooLong, path).with("max", LONGEST));
        }
        let at = format!("{path}.next_in_days");
        match template.next_in_days {
            Some(0) => wrong.push(Rejection::at(Code::TooSmall, at).with("min", 1)),
            Some(days) if days > FARTHEST => {
                wrong.push(Rejection::at(Code::TooLarge, at).with("max", FARTHEST));
            }
            _ => {}
        }
    }
}
