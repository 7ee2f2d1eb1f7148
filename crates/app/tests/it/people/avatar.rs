//! People's pictures.

use app::files::Incoming;
use app::{Error, Who};
use model::Code;
use sha2::{Digest as _, Sha256};
use store::backup::hex;
use testkit::{TestPlatform, both_databases};

both_databases! {
    a_picture_is_seen_until_another_takes_its_place,
    what_is_no_picture_is_refused,
    one_picture_may_be_that_of_two,
    a_picture_is_told_to_open_screens,
}

fn set(platform: &TestPlatform, who: &Who, bytes: &[u8], media: &str) -> Result<String, Error> {
    let path = platform.ports().files.temporary().unwrap();
    std::fs::write(&path, bytes).unwrap();
    let incoming = Incoming {
        path,
        hash: Sha256::digest(bytes).into(),
        size: bytes.len() as u64,
        name: "me".into(),
        media: media.into(),
    };
    platform.set_avatar(who, &incoming)
}

fn a_picture_is_seen_until_another_takes_its_place(platform: &TestPlatform) {
    let who = platform.as_member("李强");
    let id = who.id().unwrap();
    assert!(platform.list_avatars().unwrap().is_empty());
    let first = set(platform, &who, b"first", "image/webp").unwrap();
    let (media, path) = platform.open_avatar(&first).unwrap();
    assert_eq!((media.as_str(), std::fs::read(path).unwrap()), ("image/webp", b"first".to_vec()));
    let second = set(platform, &who, b"second", "image/jpeg").unwrap();
    assert_eq!(platform.list_avatars().unwrap(), [(id, second.clone())].into());
    assert_eq!(platform.open_avatar(&first).unwrap_err().code(), Some(Code::NotFound));
    // The same bytes once more are not taken away as those of the earlier picture.
    set(platform, &who, b"second", "image/jpeg").unwrap();
    platform.remove_erased_files().unwrap();
    assert!(platform.open_avatar(&second).unwrap().1.exists());
    platform.remove_avatar(&who).unwrap();
    platform.remove_avatar(&who).unwrap();
    assert!(platform.list_avatars().unwrap().is_empty());
    assert_eq!(platform.open_avatar(&second).unwrap_err().code(), Some(Code::NotFound));
}

fn what_is_no_picture_is_refused(platform: &TestPlatform) {
    let who = platform.as_member("李强");
    let refused = set(platform, &who, b"<svg onload=x>", "application/octet-stream");
    assert_eq!(refused.unwrap_err().code(), Some(Code::NotAPicture));
    assert!(platform.list_avatars().unwrap().is_empty());
    assert_eq!(platform.open_avatar("../../etc/passwd").unwrap_err().code(), Some(Code::NotFound));
    let nobody = set(platform, &Who::cli(), b"x", "image/webp");
    assert_eq!(nobody.unwrap_err().code(), Some(Code::Unauthenticated));
}

fn one_picture_may_be_that_of_two(platform: &TestPlatform) {
    let (li, wang) = (platform.as_member("李强"), platform.as_member("王芳"));
    let hash = set(platform, &li, b"the cat", "image/webp").unwrap();
    assert_eq!(set(platform, &wang, b"the cat", "image/webp").unwrap(), hash);
    platform.remove_avatar(&li).unwrap();
    platform.remove_erased_files().unwrap();
    assert!(platform.open_avatar(&hash).unwrap().1.exists(), "it is still the other one's");
    assert_eq!(hash, hex(&Sha256::digest(b"the cat")));
}

fn a_picture_is_told_to_open_screens(platform: &TestPlatform) {
    let who = platform.as_member("李强");
    let before = platform.store().commits().seq();
    set(platform, &who, b"first", "image/webp").unwrap();
    let read = |read: &mut dyn store::session::Read| store::log::after(read, before, 10);
    let said = platform.store().read::<_, store::Fault>(read).unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].change.kind, model::ChangeKind::PersonChanged);
    assert_eq!(said[0].change.actor, who.actor());
}
