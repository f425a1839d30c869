//! What a hash lacks, and which device it is of.

use hardware_hash::Finding::{NoDisk, NoManufacturer, NoNetwork, NoSerial, NoTpm, NoUuid, WindowsPe};
use hardware_hash::{
    Builder, EndorsementKey, Finding, Identity, OsType, Record, TextField, Tuple, Uuid, tag,
};

use crate::made_up;

/// What is done to a whole device, and what it then lacks.
type Case = (&'static str, fn(Builder) -> Builder, &'static [Finding]);

#[test]
fn findings() {
    let cases: [Case; 20] = [
        ("whole", |device| device, &[]),
        ("nothing", |_| Builder::new(), &[NoManufacturer, NoSerial, NoUuid, NoNetwork, NoDisk, NoTpm]),
        ("no manufacturer", |device| device.without(TextField::Manufacturer.tag()), &[NoManufacturer]),
        (
            "no string",
            |device| device.text(TextField::Manufacturer, "SMBIOS_STRING_INDEX_0"),
            &[NoManufacturer],
        ),
        ("no serial", |device| device.without(TextField::Serial.tag()), &[NoSerial]),
        ("serial of space", |device| device.text(TextField::Serial, "  "), &[NoSerial]),
        ("serial None", |device| device.text(TextField::Serial, "None"), &[NoSerial]),
        ("empty serial", |device| device.text(TextField::Serial, ""), &[NoSerial]),
        (
            "serial without even a NUL",
            |device| device.without(TextField::Serial.tag()).raw(TextField::Serial.tag(), b""),
            &[NoSerial],
        ),
        ("no UUID", |device| device.without(tag::UUID), &[NoUuid]),
        ("UUID of zeros", |device| device.set(&Record::Uuid(Uuid([0; 16]))), &[NoUuid]),
        ("UUID of ones", |device| device.set(&Record::Uuid(Uuid([0xff; 16]))), &[NoUuid]),
        ("UUID of another length", |device| device.without(tag::UUID).raw(tag::UUID, &[7; 15]), &[NoUuid]),
        ("no network adapter", |device| device.without(tag::NETWORK_ADAPTER), &[NoNetwork]),
        ("no disk names, but the system disk's", |device| device.without(tag::DISK_NAME), &[]),
        ("no system disk", |device| device.without(tag::SYSTEM_DISK), &[]),
        ("neither", |device| device.without(tag::DISK_NAME).without(tag::SYSTEM_DISK), &[NoDisk]),
        ("no TPM text", |device| device.without(TextField::Tpm.tag()), &[NoTpm]),
        ("no endorsement key", |device| device.without(tag::ENDORSEMENT_KEY), &[NoTpm]),
        (
            "endorsement key of zeros",
            |device| device.without(tag::ENDORSEMENT_KEY).raw(tag::ENDORSEMENT_KEY, &[0; 256]),
            &[NoTpm],
        ),
    ];
    for (name, change, findings) in cases {
        let hash = change(Builder::made_up(1)).build().expect("it fits");
        assert_eq!(hash.findings(), findings, "{name}");
    }
}

#[test]
fn windows_pe_is_found() {
    let mut capture = made_up(1).capture().expect("it has one");
    capture.os_type = OsType::WindowsPe;
    let hash = Builder::made_up(1).set(&Record::Capture(capture)).build().expect("it fits");
    assert_eq!(hash.findings(), [WindowsPe]);
}

fn firmware(serial: &str, manufacturer: &str) -> Identity {
    let uuid = made_up(1).uuid().expect("it has one");
    Identity::Firmware { uuid, serial: serial.to_owned(), manufacturer: manufacturer.to_owned() }
}

#[test]
fn identity() {
    let key = made_up(1).endorsement_key().map(EndorsementKey::digest).map(Identity::EndorsementKey);
    let shared = Uuid([0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0, 9]);
    let device = Builder::made_up(1);
    let no_key = device.clone().without(tag::ENDORSEMENT_KEY);
    let cases = [
        ("key", device.clone(), key.clone()),
        (
            "key, all else gone",
            device
                .clone()
                .without(tag::UUID)
                .without(TextField::Serial.tag())
                .without(TextField::Manufacturer.tag()),
            key.clone(),
        ),
        ("key, another serial", device.clone().text(TextField::Serial, "OTHER"), key),
        (
            "key of zeros",
            no_key.clone().raw(tag::ENDORSEMENT_KEY, &[0; 256]),
            Some(firmware("TEST-0000001", "Contoso")),
        ),
        (
            "empty key",
            no_key.clone().raw(tag::ENDORSEMENT_KEY, &[]),
            Some(firmware("TEST-0000001", "Contoso")),
        ),
        ("no key", no_key.clone(), Some(firmware("TEST-0000001", "Contoso"))),
        ("space around", no_key.clone().text(TextField::Serial, " A1 "), Some(firmware("A1", "Contoso"))),
        ("blank serial", no_key.clone().text(TextField::Serial, "None"), Some(firmware("", "Contoso"))),
        ("no key, no UUID", no_key.clone().without(tag::UUID), None),
        ("UUID of zeros", no_key.clone().set(&Record::Uuid(Uuid([0; 16]))), None),
        ("UUID of ones", no_key.clone().set(&Record::Uuid(Uuid([0xff; 16]))), None),
        ("UUID of many devices", no_key.set(&Record::Uuid(shared)), None),
        ("nothing", Builder::new(), None),
    ];
    for (name, builder, identity) in cases {
        assert_eq!(builder.build().expect("it fits").identity(), identity, "{name}");
    }
    assert_eq!(shared.to_string(), "03000200-0400-0500-0006-000700080009");
}

#[test]
fn reg_1_two_captures_of_a_device_are_of_one_device() {
    let first = made_up(1);
    let mut capture = first.capture().expect("it has one");
    capture.seconds_since_2000 += 1;
    let second = Builder::from_hash(&first).set(&Record::Capture(capture)).build().expect("it fits");
    assert_ne!(first.to_text(), second.to_text());
    assert_eq!(first.identity(), second.identity());
    assert_eq!(second.captured_unix(), first.captured_unix().map(|time| time + 1));
}

#[test]
fn the_tuple_is_exact() {
    let hash = Builder::made_up(1)
        .text(TextField::Manufacturer, "VMware, Inc.")
        .text(TextField::Model, " VMware20,1 ")
        .text(TextField::Serial, "SMBIOS_STRING_INDEX_0")
        .build()
        .expect("it fits");
    let tuple = hash.tuple();
    assert_eq!([tuple.manufacturer, tuple.model, tuple.serial], ["VMware, Inc.", " VMware20,1 ", ""]);
}

#[test]
fn virtual_machines() {
    let cases = [
        ("VMware, Inc.", "VMware20,1", true),
        ("VMware, Inc.", "VMware Virtual Platform", true),
        ("Microsoft Corporation", "Virtual Machine", true),
        ("Microsoft Corporation", "Surface Laptop 5", false),
        ("QEMU", "Standard PC (Q35 + ICH9, 2009)", true),
        ("innotek GmbH", "VirtualBox", true),
        ("Oracle Corporation", "VirtualBox", true),
        ("Contoso", "Virtual Machine", false),
        ("Contoso", "Contoso Book 1", false),
        ("", "", false),
    ];
    for (manufacturer, model, expected) in cases {
        let tuple =
            Tuple { manufacturer: manufacturer.to_owned(), model: model.to_owned(), serial: String::new() };
        assert_eq!(tuple.is_virtual_machine(), expected, "{manufacturer} {model}");
    }
}

#[test]
fn the_device_id_is_compared_with_the_key() {
    let device = Builder::made_up(1);
    let cases = [
        (device.clone(), Some(true)),
        (device.clone().without(tag::ENDORSEMENT_KEY).raw(tag::ENDORSEMENT_KEY, &[1, 2, 3]), Some(false)),
        (device.clone().without(tag::ENDORSEMENT_KEY), None),
        (device.without(tag::OFFLINE_DEVICE_ID), None),
    ];
    for (builder, expected) in cases {
        assert_eq!(builder.build().expect("it fits").device_id_matches_key(), expected);
    }
}
