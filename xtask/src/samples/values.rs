//! Product ids, users, group tags, makes and models.

use super::{
    Sample,
    device::{hash, serial},
    table::{INTUNE, PARTNER, file, row, row_with},
};

pub fn samples() -> Vec<Sample> {
    let product = |number, id: &str| format!("{},{id},{},,", serial(number), hash(number));
    let quoted_tag = format!("{},\"Sales, North\",", row(421));
    let made_by = |number, maker: &str, model: &str| format!("{},{maker},{model}", row(number));
    vec![
        Sample::one(
            "values/product-ids.csv",
            file(
                INTUNE,
                [
                    product(401, "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"),
                    product(402, "00330-80000-00000-AA123"),
                    product(403, "none"),
                    product(404, "9999999999999"),
                ],
            ),
            "A product key, which is a secret and hidden everywhere; the id of a Windows installation; a word; and \
             a product key id that is not the hash's.",
            &["product-key", "product-id-of-windows", "product-id-odd", "product-id-mismatch"],
        ),
        Sample::one(
            "values/users.csv",
            file(INTUNE, [row_with(411, "", "CONTOSO\\kim"), row_with(412, "", "kim@fabrikam.example")]),
            "A user that is no user principal name; and one whose domain is wrong once your own domains are known.",
            &["user-not-upn", "user-domain"],
        ),
        Sample::one(
            "values/group-tag-with-a-comma.csv",
            file(INTUNE, [quoted_tag]),
            "A group tag that can't be written without quotes, which Intune refuses.",
            &["needs-quotes"],
        ),
        Sample::one(
            "values/group-tag-too-long.csv",
            file(INTUNE, [row_with(425, &"a whole letter as a group tag, ".repeat(40).replace(',', ""), "")]),
            "A group tag of more than a thousand characters: it is not kept, and the row not exported.",
            &["value-not-kept"],
        ),
        Sample::one(
            "values/makes-and-models.csv",
            file(
                PARTNER,
                [
                    made_by(432, "contoso", "Contoso Book-1"),
                    made_by(433, "Northwind", "Contoso Book 2"),
                    "0000000,,,SpiralOrbit,ContosoABC".to_owned(),
                ],
            ),
            "A make and a model in another spelling than the hash's; a make that is not the hash's; and the row of \
             Microsoft's template.",
            &["tuple-almost", "tuple-mismatch", "sample-data"],
        ),
        Sample::one(
            "values/no-hash.csv",
            file(PARTNER, ["MADE-UP-0441,,,Fabrikam,Fabrikam Slate", "MADE-UP-0442,,,,"]),
            "Rows without a hash: Intune takes neither, Partner Center the first.",
            &["no-hash", "no-identifier"],
        ),
    ]
}
