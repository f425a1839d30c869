//! The words that stand above columns, in any spelling.

use crate::Field;

/// What a column with that heading holds.
///
/// Case, spaces, punctuation, byte order marks and invisible characters make no difference, nor does the `0` that
/// queries of Configuration Manager put behind the names of their columns.
pub(super) fn field_of(heading: &str) -> Option<Field> {
    let word = normalise(heading)?;
    let word = word.strip_suffix('0').unwrap_or(&word);
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|&(field, _)| field)
}

/// Whether only a portal's list of devices, which can't be imported, has a column with that heading.
pub(super) fn is_of_device_list(heading: &str) -> bool {
    normalise(heading).is_some_and(|word| DEVICE_LIST.contains(&word.as_str()))
}

/// Letters and digits in lower case. `None`: too long for a heading.
fn normalise(heading: &str) -> Option<String> {
    if heading.len() > 128 {
        return None;
    }
    Some(heading.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect())
}

/// What each column is called: by the portals and their templates, in English and Dutch, by the queries and classes
/// that the values come from, and by people.
const WORDS: [(Field, &[&str]); 7] = [
    (
        Field::Serial,
        &[
            "deviceserialnumber",
            "serialnumber",
            "serial",
            "serialno",
            "serialnr",
            "deviceserial",
            "deviceserialno",
            "systemserialnumber",
            "biosserialnumber",
            "identifyingnumber",
            "servicetag",
            "serienummer",
            "serienr",
            "serienummerapparaat",
            "serienummervanapparaat",
            "serienummervanhetapparaat",
            "apparaatserienummer",
            "serienummercomputer",
        ],
    ),
    (
        Field::ProductId,
        &[
            "windowsproductid",
            "productid",
            "productkeyid",
            "pkid",
            "windowsproductkeyid",
            "productidwindows",
            "productidvanwindows",
            "windowsproductcode",
            "idvanwindowsproduct",
        ],
    ),
    (
        Field::Hash,
        &[
            "hardwarehash",
            "hash",
            "hwhash",
            "devicehash",
            "devicehardwaredata",
            "devicehardwarehash",
            "hardwareidentifier",
            "autopilothash",
            "4khardwarehash",
            "4khh",
            "hardwarehashvanapparaat",
            "hardwarehashvanhetapparaat",
            "hashvanhardware",
            "hashvandehardware",
            "hardwaregegevensvanapparaat",
        ],
    ),
    (
        Field::GroupTag,
        &[
            "grouptag",
            "tag",
            "devicegrouptag",
            "autopilotgrouptag",
            "orderid",
            "orderidentifier",
            "groepstag",
            "groeptag",
            "groepslabel",
            "groeplabel",
            "groepscode",
            "tagvangroep",
        ],
    ),
    (
        Field::AssignedUser,
        &[
            "assigneduser",
            "assigneduserprincipalname",
            "assigneduserupn",
            "userprincipalname",
            "upn",
            "toegewezengebruiker",
            "toegewezenaan",
            "toegewezengebruikervanapparaat",
        ],
    ),
    (
        Field::Manufacturer,
        &[
            "manufacturername",
            "manufacturer",
            "make",
            "vendor",
            "oem",
            "oemname",
            "oemmanufacturername",
            "devicemanufacturer",
            "systemmanufacturer",
            "fabrikant",
            "fabrikantnaam",
            "naamfabrikant",
            "naamvanfabrikant",
            "naamvandefabrikant",
            "apparaatfabrikant",
        ],
    ),
    (
        Field::Model,
        &[
            "devicemodel",
            "model",
            "modelname",
            "oemmodelname",
            "systemmodel",
            "systemproductname",
            "apparaatmodel",
            "modelnaam",
            "modelvanapparaat",
            "modelvanhetapparaat",
        ],
    ),
];

/// Headings of the lists that portals export of devices that they know already.
const DEVICE_LIST: [&str; 26] = [
    "devicename",
    "deviceid",
    "managedby",
    "ownership",
    "compliance",
    "os",
    "osversion",
    "lastcheckin",
    "lastcontacted",
    "profilestatus",
    "purchaseorder",
    "enrollmentstate",
    "enrollmentdate",
    "azureaddeviceid",
    "microsoftentradeviceid",
    "primaryuserupn",
    "jointype",
    "associatedintunedevice",
    "apparaatnaam",
    "apparaatid",
    "beheerddoor",
    "eigendom",
    "naleving",
    "besturingssysteem",
    "laatsteincheckbeurt",
    "profielstatus",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_any_spelling() {
        for (heading, expected) in [
            ("Device Serial Number", Some(Field::Serial)),
            ("\u{FEFF}device serial number", Some(Field::Serial)),
            ("DEVICE_SERIAL_NUMBER", Some(Field::Serial)),
            ("Device\u{A0}Serial  Number ", Some(Field::Serial)),
            ("DeviceSerialNumber", Some(Field::Serial)),
            ("SerialNumber0", Some(Field::Serial)),
            ("Serienummer van apparaat", Some(Field::Serial)),
            ("Windows product ID", Some(Field::ProductId)),
            ("Windows-product-id", Some(Field::ProductId)),
            ("Hardware-hash", Some(Field::Hash)),
            ("hardwarehash", Some(Field::Hash)),
            ("DeviceHardwareData0", Some(Field::Hash)),
            ("Groepstag", Some(Field::GroupTag)),
            ("Groepslabel", Some(Field::GroupTag)),
            ("Toegewezen gebruiker", Some(Field::AssignedUser)),
            ("UPN", Some(Field::AssignedUser)),
            (" Manufacturer", Some(Field::Manufacturer)),
            ("Fabrikant", Some(Field::Manufacturer)),
            ("Device Model", Some(Field::Model)),
            ("", None),
            ("0", None),
            ("Notes", None),
        ] {
            assert_eq!(field_of(heading), expected, "{heading}");
        }
    }

    #[test]
    fn every_word_is_reachable_and_means_one_thing() {
        for (field, words) in WORDS {
            for word in words {
                assert_eq!(field_of(word), Some(field), "{word}");
            }
        }
        for field in Field::ALL {
            assert_eq!(field_of(field.header()), Some(field));
        }
    }

    #[test]
    fn no_word_of_a_device_list_is_one_of_ours() {
        for word in DEVICE_LIST {
            assert_eq!(field_of(word), None, "{word}");
            assert!(is_of_device_list(word), "{word}");
        }
    }
}
