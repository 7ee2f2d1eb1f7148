//! What the pool shows, on every surface: the records that nobody owns, without the fields that it masks.

use app::Who;
use app::jobs::ExportRequest;
use app::live::Event;
use app::queries::AggregateRequest;
use app::runtime::drain;
use model::{Code, Command, RecordId};
use serde_json::{Value as Json, json};
use testkit::{TestPlatform, both_databases};

use crate::crm::{change, companies, crm, lead, list, read, refusal, with_lead_form};
use crate::pool::{claim, give_back, pool, unowned};
use crate::timeline::{file, write};

both_databases! {
    a_pool_is_listed_and_counted_apart_from_what_one_sees_otherwise,
    a_masked_field_can_be_neither_asked_for_nor_asked_by,
    a_masked_field_is_found_only_while_somebody_owns_the_record,
    another_mask_is_another_search_index,
    one_record_shows_all_but_what_is_masked_and_may_not_be_changed,
    history_leaves_out_changes_of_masked_fields,
    a_masked_file_is_not_read_before_it_is_claimed,
    an_export_of_the_pool_leaves_masked_fields_out,
    live_screens_hear_of_the_pool_but_not_of_masked_fields,
    links_say_what_a_pooled_record_is_called,
    alike_records_in_the_pool_are_told_also_by_masked_fields_typed_whole,
    who_sees_all_sees_the_pool_whole,
    who_sees_nothing_sees_no_pool,
    the_definition_says_what_a_pool_masks_for_whom,
}

const PHONE: &str = "13800138000";

fn pooled(platform: &TestPlatform, who: &Who) -> RecordId {
    unowned(platform, who, json!({"company": "海达机械", "phone": PHONE, "position": "采购"}))
}

fn count(platform: &TestPlatform, who: &Who, request: Json) -> Json {
    let request: AggregateRequest = serde_json::from_value(request).unwrap();
    let (rows, _) = platform.aggregate_records(who, "lead", &request).unwrap();
    rows[0].values[0].clone()
}

fn a_pool_is_listed_and_counted_apart_from_what_one_sees_otherwise(platform: &TestPlatform) {
    let crm = crm(platform);
    pooled(platform, &crm.boss);
    lead(platform, &crm.east, json!({"company": "东部"})).unwrap();
    lead(platform, &crm.west, json!({"company": "西部"})).unwrap();
    let asked = json!({"pool": true, "count": "exact"});
    let page = list(platform, &crm.east, asked.clone()).unwrap();
    assert_eq!((companies(&page), page.count), (vec!["海达机械".to_owned()], Some(1)));
    assert!(page.items.iter().all(|r| !r.values.contains_key("phone") && !r.can.edit));
    assert_eq!(companies(&list(platform, &crm.east, json!({})).unwrap()), ["东部"]);
    assert_eq!(count(platform, &crm.east, json!({"pool": true})), json!(1));
    assert_eq!(count(platform, &crm.east, json!({})), json!(1));
    let grouped = json!({"pool": true, "group": [{"field": "status"}]});
    assert_eq!(count(platform, &crm.east, grouped), json!(1));
    let mine = json!({"field": "owner", "op": "eq", "value": "me"});
    assert!(pool(platform, &crm.east, json!({"filter": mine})).is_empty());
    let buyers = json!({"field": "position", "op": "eq", "value": "采购"});
    assert_eq!(pool(platform, &crm.east, json!({"filter": buyers})), ["海达机械"]);
}

fn a_masked_field_can_be_neither_asked_for_nor_asked_by(platform: &TestPlatform) {
    let crm = crm(platform);
    pooled(platform, &crm.boss);
    for mut request in [
        json!({"filter": {"field": "phone", "op": "eq", "value": PHONE}}),
        json!({"filter": {"field": "phone", "op": "empty"}}),
        json!({"sort": [{"field": "phone"}]}),
        json!({"fields": ["phone"]}),
    ] {
        assert!(list(platform, &crm.east, request.clone()).is_ok(), "of one's own it may be asked");
        request["pool"] = json!(true);
        assert_eq!(refusal(list(platform, &crm.east, request)), Code::UnknownField);
    }
    for request in [
        json!({"pool": true, "group": [{"field": "phone"}]}),
        json!({"pool": true, "measures": [{"of": "filled", "field": "phone"}]}),
        json!({"pool": true, "filter": {"field": "phone", "op": "eq", "value": PHONE}}),
    ] {
        let request: AggregateRequest = serde_json::from_value(request).unwrap();
        let asked = platform.aggregate_records(&crm.east, "lead", &request);
        assert_eq!(refusal(asked), Code::UnknownField);
    }
}

fn found(platform: &TestPlatform, who: &Who, words: &str) -> usize {
    drain(platform).unwrap();
    let everywhere = platform.search_everywhere(who, words).unwrap().len();
    let listed = pool(platform, who, json!({"search": words})).len()
        + list(platform, who, json!({"search": words})).unwrap().items.len();
    assert_eq!(everywhere, listed, "both surfaces agree");
    everywhere
}

fn a_masked_field_is_found_only_while_somebody_owns_the_record(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = pooled(platform, &crm.boss);
    for part in [PHONE, "0138", "38"] {
        assert_eq!(found(platform, &crm.east, part), 0, "{part}");
    }
    assert_eq!(found(platform, &crm.east, "海达"), 1);
    claim(platform, &crm.east, id).unwrap();
    assert_eq!(found(platform, &crm.east, "0138"), 1);
    assert_eq!(found(platform, &crm.west, "海达"), 0);
    give_back(platform, &crm.east, id, "没打通").unwrap();
    assert_eq!(found(platform, &crm.east, "0138"), 0);
    assert_eq!(found(platform, &crm.west, "海达"), 1);
}

fn another_mask_is_another_search_index(platform: &TestPlatform) {
    let crm = crm(platform);
    pooled(platform, &crm.boss);
    assert_eq!(found(platform, &crm.east, "0138"), 0);
    with_lead_form(platform, &crm.boss, |form| form.pool.as_mut().unwrap().mask.clear());
    assert_eq!(found(platform, &crm.east, "0138"), 1);
    with_lead_form(platform, &crm.boss, |form| {
        form.pool.as_mut().unwrap().mask = vec!["phone".to_owned()];
    });
    assert_eq!(found(platform, &crm.east, "0138"), 0);
}

fn one_record_shows_all_but_what_is_masked_and_may_not_be_changed(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = pooled(platform, &crm.boss);
    let seen = read(platform, &crm.east, id);
    assert_eq!((seen.title.as_str(), &seen.values["position"]), ("海达机械", &json!("采购")));
    for code in ["phone", "email", "wechat", "channel_cost"] {
        assert!(!seen.values.contains_key(code) && !seen.display.contains_key(code), "{code}");
    }
    assert!(!seen.can.edit && !seen.can.delete);
    let write_it = change(platform, &crm.east, (id, 1), json!({"position": "经理"}));
    assert_eq!(refusal(write_it), Code::Forbidden);
    let take_it =
        change(platform, &crm.east, (id, 1), json!({"owner": crm.east.id().unwrap().to_string()}));
    assert_eq!(refusal(take_it), Code::Forbidden, "to claim is a command of its own");
    assert_eq!(refusal(write(platform, &crm.east, id, ("打过电话", &[]))), Code::Forbidden);
    let convert = platform.convert_record(&crm.east, ("lead", id), ("convert", &[]));
    assert_eq!(refusal(convert), Code::Forbidden);
    assert!(platform.back_links(&crm.east, ("lead", id)).is_ok());
    assert!(platform.standing_actions(&crm.east, ("lead", id)).is_ok());
}

fn history_leaves_out_changes_of_masked_fields(platform: &TestPlatform) {
    let crm = crm(platform);
    let id = pooled(platform, &crm.boss);
    change(platform, &crm.boss, (id, 1), json!({"phone": "13900139000"})).unwrap();
    change(platform, &crm.boss, (id, 2), json!({"phone": "13900139001", "position": "经理"}))
        .unwrap();
    let fields = |who: &Who| -> Vec<Vec<String>> {
        let page = platform.record_history(who, ("lead", id), None).unwrap();
        let codes = |item: &app::queries::HistoryItem| {
            item.fields.iter().map(|f| f.field.clone()).collect()
        };
        page.items.iter().map(codes).collect()
    };
    let seen = fields(&crm.east);
    assert_eq!(seen.len(), 2, "the Change of the phone alone is not told");
    assert_eq!(seen[0], ["position"]);
    assert!(seen.iter().flatten().all(|code| code != "phone"));
    claim(platform, &crm.east, id).unwrap();
    assert_eq!(fields(&crm.east).len(), 4, "whose it is reads it whole");
}

fn a_masked_file_is_not_read_before_it_is_claimed(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.pool.as_mut().unwrap().mask.push("attachments".to_owned());
    });
    let attached = file(platform, &crm.boss, "card");
    let open = |who: &Who, id: RecordId| {
        platform.open_file(who, attached.file, ("lead", id, "attachments"))
    };
    let values =
        json!({"company": "海达机械", "attachments": [{"file": attached.file.to_string()}]});
    let id = unowned(platform, &crm.boss, values);
    assert_eq!(refusal(open(&crm.east, id)), Code::NotFound);
    claim(platform, &crm.east, id).unwrap();
    assert!(open(&crm.east, id).is_ok());
    assert_eq!(refusal(open(&crm.west, id)), Code::NotFound);
}

fn an_export_of_the_pool_leaves_masked_fields_out(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        form.grants.iter_mut().for_each(|grant| grant.export = true);
    });
    pooled(platform, &crm.boss);
    let asked = |more: Json| -> ExportRequest {
        let mut whole = json!({"form": "lead", "format": "jsonl"});
        for (key, value) in more.as_object().unwrap() {
            whole[key] = value.clone();
        }
        serde_json::from_value(whole).unwrap()
    };
    let job = platform.export_records(&crm.east, asked(json!({"pool": true}))).unwrap();
    drain(platform).unwrap();
    let path = platform.open_export(&crm.east, job).unwrap().path;
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("海达机械") && !text.contains("13800138000"), "{text}");
    let phone = asked(json!({"pool": true, "fields": ["phone"]}));
    assert_eq!(refusal(platform.export_records(&crm.east, phone)), Code::UnknownField);
    let own = platform.export_records(&crm.east, asked(json!({}))).unwrap();
    drain(platform).unwrap();
    let path = platform.open_export(&crm.east, own).unwrap().path;
    assert!(!std::fs::read_to_string(path).unwrap().contains("海达机械"));
}

fn live_screens_hear_of_the_pool_but_not_of_masked_fields(platform: &TestPlatform) {
    let crm = crm(platform);
    let listen = |who: &Who| platform.live().subscribe(platform, (who, None), None).unwrap().events;
    let (east, west) = (listen(&crm.east), listen(&crm.west));
    let heard = |events: &std::sync::mpsc::Receiver<Event>| -> Vec<&'static str> {
        platform.live().pump(platform).unwrap();
        let kind = |event| match event {
            Event::Change { .. } => "change",
            Event::Gone { .. } => "gone",
            _ => "other",
        };
        events.try_iter().map(kind).collect()
    };
    let id = pooled(platform, &crm.boss);
    assert_eq!((heard(&east), heard(&west)), (vec!["change"], vec!["change"]));
    change(platform, &crm.boss, (id, 1), json!({"phone": "13900139000"})).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec![], vec![]));
    claim(platform, &crm.east, id).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["change"], vec!["gone"]));
    change(platform, &crm.boss, (id, 3), json!({"phone": "13900139001"})).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["change"], vec![]));
    give_back(platform, &crm.east, id, "没打通").unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["change"], vec!["change"]));
    let form = platform.catalog().unwrap().form("lead").unwrap().id;
    let boss = listen(&crm.boss);
    platform.execute(&crm.boss, Command::TrashRecord { form, id, base_rev: None }).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["gone"], vec!["gone"]), "no bin is theirs");
    assert_eq!(heard(&boss), ["change"], "who sees it in the bin as well");
    platform.execute(&crm.boss, Command::RestoreRecord { form, id }).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["change"], vec!["change"]));
    platform.execute(&crm.boss, Command::TrashRecord { form, id, base_rev: None }).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec!["gone"], vec!["gone"]));
    platform.erase_record(&crm.boss, "lead", id).unwrap();
    assert_eq!((heard(&east), heard(&west)), (vec![], vec![]), "it was gone before");
}

fn links_say_what_a_pooled_record_is_called(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        let twin = json!({"code": "twin", "name": {"en": "Twin"}, "kind": {"type": "link", "form": "lead", "many": false}});
        form.fields.push(serde_json::from_value(twin).unwrap());
    });
    let id = pooled(platform, &crm.boss);
    let mine = lead(
        platform,
        &crm.boss,
        json!({"company": "东部", "twin": id.to_string(), "owner": crm.east.id().unwrap().to_string()}),
    );
    let mine = mine.unwrap().receipts[0].record.unwrap();
    assert_eq!(read(platform, &crm.east, mine).display["twin"], "海达机械");
    let offered = platform.pick_options(&crm.east, ("lead", "twin"), "").unwrap();
    assert!(offered.iter().all(|option| option.id != id.to_string()), "to link is no way to claim");
    claim(platform, &crm.west, id).unwrap();
    assert!(!read(platform, &crm.east, mine).display.contains_key("twin"));
}

fn alike_records_in_the_pool_are_told_also_by_masked_fields_typed_whole(platform: &TestPlatform) {
    let crm = crm(platform);
    pooled(platform, &crm.boss);
    let alike = |who: &Who, typed: Json| {
        platform.similar_records(who, "lead", typed.as_object().unwrap(), None).unwrap().len()
    };
    assert_eq!(alike(&crm.east, json!({"phone": PHONE})), 1);
    assert_eq!(alike(&crm.east, json!({"phone": &PHONE[..PHONE.len() - 1]})), 0, "whole or not");
    assert_eq!(alike(&crm.boss, json!({"phone": PHONE})), 1, "once");
    drain(platform).unwrap();
    assert_eq!(alike(&crm.east, json!({"company": "海达机械"})), 1);
    assert_eq!(alike(&crm.boss, json!({"company": "海达机械"})), 1, "once");
}

fn who_sees_all_sees_the_pool_whole(platform: &TestPlatform) {
    let crm = crm(platform);
    let builder = platform.as_builder("搭建者");
    let id = pooled(platform, &crm.boss);
    for who in [&crm.boss, &builder] {
        let page = list(platform, who, json!({"pool": true})).unwrap();
        assert!(page.items[0].values.contains_key("phone") && page.items[0].can.edit);
        assert_eq!(companies(&list(platform, who, json!({})).unwrap()), ["海达机械"]);
    }
    drain(platform).unwrap();
    assert_eq!(platform.search_everywhere(&builder, "海达").unwrap().len(), 1, "once");
    change(platform, &builder, (id, 1), json!({"position": "经理"})).unwrap();
}

fn who_sees_nothing_sees_no_pool(platform: &TestPlatform) {
    let crm = crm(platform);
    with_lead_form(platform, &crm.boss, |form| {
        let member = form.grants.iter_mut().find(|grant| grant.role == "member").unwrap();
        member.sees = model::RowScope::None;
    });
    let id = pooled(platform, &crm.boss);
    assert_eq!(refusal(platform.find_record(&crm.east, "lead", id)), Code::NotFound);
    assert_eq!(refusal(claim(platform, &crm.east, id)), Code::NotFound);
    assert_eq!(refusal(list(platform, &crm.east, json!({"pool": true}))), Code::NotFound);
    let forms = platform.list_forms(&crm.east).unwrap();
    assert!(forms.iter().all(|form| form.pool.is_none()));
}

fn the_definition_says_what_a_pool_masks_for_whom(platform: &TestPlatform) {
    let crm = crm(platform);
    let mask = |who: &Who| platform.find_form(who, "lead").unwrap().pool.unwrap().mask;
    assert_eq!(mask(&crm.east), ["phone", "email", "wechat"]);
    assert_eq!(mask(&crm.boss), [""; 0]);
    assert!(platform.find_form(&crm.east, "customer").unwrap().pool.is_none());
}
