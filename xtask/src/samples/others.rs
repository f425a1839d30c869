//! Files that are no tables of hashes.

use super::{Sample, device::hash, table::BASE};

pub fn samples() -> Vec<Sample> {
    let report = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Key>\r\n  \
         <ProductKey>AAAAA-BBBBB-CCCCC-DDDDD-EEEEE</ProductKey>\r\n  \
         <ProductKeyID>0000000000601</ProductKeyID>\r\n  <ProductKeyState>3</ProductKeyState>\r\n  \
         <HardwareHash>{}</HardwareHash>\r\n</Key>\r\n",
        hash(601)
    );
    vec![
        Sample::one(
            "others/OA3.xml",
            report,
            "The report of the OA3 tool: its hash is read, the product key in it is left alone.",
            &["serial-from-hash"],
        ),
        Sample::one(
            "others/corporate-identifiers.csv",
            "Contoso,Contoso Book 1,1234567890\r\nContoso,Contoso Book 2,1234567891\r\n",
            "Intune's list of corporate device identifiers: another feature.",
            &["corporate-identifiers"],
        ),
        Sample::one(
            "others/device-list-of-the-portal.csv",
            "Device name,Serial number,Manufacturer,Model,Compliance\r\n\
             PC-1,MADE-UP-0621,Contoso,Contoso Book 1,Compliant\r\n",
            "A list of devices that the portal exports: it has no hashes, so it can't be imported.",
            &["file-without-hashes"],
        ),
        Sample::one(
            "others/letter.csv",
            "Dear colleague,\r\n\r\nthe files are on the share.\r\n",
            "Text that is no table.",
            &["file-unrecognised"],
        ),
        Sample::one("others/empty.csv", "\r\n", "Nothing at all.", &["file-empty"]),
        Sample::one(
            "others/header-alone.csv",
            format!("{BASE}\r\n"),
            "A header and nothing below it, as the collection script leaves behind when it fails.",
            &["file-without-devices"],
        ),
        Sample::one(
            "others/picture.csv",
            &b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0"[..],
            "A picture with the wrong name.",
            &["file-binary"],
        ),
    ]
}
