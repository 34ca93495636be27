//! No bytes make a check panic or wait.

use crate::made::{Made, paper};
use binder::{Binding, Part, bind, check, check_office, check_pdf};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

static REAL: LazyLock<Vec<Vec<u8>>> =
    LazyLock::new(|| vec![paper("名簿", 2), Made::of(2).plain(), Made::of(2).packed()]);

/// All that is done with a file; whatever comes of it comes back.
fn looked_through(bytes: &[u8]) {
    let _ = (check(bytes), check_pdf(bytes), check_office(bytes));
    let part = Part { mark: "資料1", title: "名簿", bytes };
    let binding = Binding { title: "", author: "", dated: "2024-05-23T13:30:00".parse().unwrap(), page_numbers: true };
    if let Ok(bound) = bind(&[part], &binding) {
        assert!(check_pdf(&bound).is_ok(), "what was bound is taken in again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_looked_through(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        looked_through(&bytes);
        looked_through(&[b"%PDF-1.7\n", bytes.as_slice()].concat());
        looked_through(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn a_cut_file_is_looked_through(which in any::<Index>(), at in any::<Index>()) {
        let real = which.get(&REAL);
        looked_through(&real[..at.index(real.len())]);
    }

    #[test]
    fn a_changed_file_is_looked_through(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..8),
    ) {
        let mut bytes = which.get(&REAL).clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        looked_through(&bytes);
    }

    #[test]
    fn words_of_a_pdf_in_any_order_are_looked_through(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..120),
    ) {
        looked_through(format!("%PDF-1.7\n{}", words.join(" ")).as_bytes());
    }
}

const WORDS: &[&str] = &[
    "1 0 obj", "2 0 obj", "3 0 obj", "endobj", "<<", ">>", "[", "]", "/Type", "/Catalog", "/Pages", "/Page", "/Kids",
    "1 0 R", "2 0 R", "3 0 R", "/Size", "0", "1", "-1", "99999999999", "trailer", "xref", "0 1", "startxref", "/Root",
    "stream\n", "\nendstream", "/Length", "/ObjStm", "/XRef", "/W", "/Index", "/N", "/First", "/Filter",
    "/FlateDecode", "/Prev", "(", ")", "%%EOF\n", "\n", "/Contents", "/MediaBox", "/Encrypt", "0000000000 65535 f \n",
];

#[test]
fn depths_are_not_fallen_into() {
    for open in ["[", "<<", "<</A ", "(", "[<</A[", "<</Kids[", "((", "<", "[<"] {
        for count in [50, 99, 101, 5_000] {
            let deep = open.repeat(count);
            let file = format!(
                "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]>>\nendobj\n\
                 3 0 obj\n<</Type/Page/A {deep}>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n"
            );
            looked_through(file.as_bytes());
        }
    }
}

#[test]
fn a_trailer_of_size_zero_is_looked_through() {
    looked_through(b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Size 0/Root 1 0 R>>\nstartxref\n9\n%%EOF");
}
