//! Why a registration was refused, and what to do about it.

use lifecycle::{
    Advice::{
        self, CheckAndResubmit, CheckWithSupplier, ConfirmWithSupplier, ContactSupport, LookForTheOther,
        NothingToDo,
    },
    RegistrationError::{
        self, AlreadyRegistered, ClaimedByOtherOrganization, DeviceNotFound, Duplicate, HashNotValid,
        Incomplete, Unexpected,
    },
};

#[test]
fn reg_11_the_name_decides_and_the_number_only_without_one() {
    for (name, code, wanted) in [
        ("StorageError", 640, Unexpected),
        ("InvalidZtdRequestBody", 801, Incomplete),
        ("InvalidZtdHardwareHash", 802, HashNotValid),
        ("MissingZtdSerialNumberAndProductKey", 803, Incomplete),
        ("ZtdDeviceAlreadyAssigned", 806, AlreadyRegistered),
        ("ZtdDeviceDuplicated", 807, Duplicate),
        ("ZtdDeviceAssignedToOtherTenant", 808, ClaimedByOtherOrganization),
        ("ZtdDeviceAssignedToAnotherTenant", 808, ClaimedByOtherOrganization),
        ("ZtdDeviceNotFound", 0, DeviceNotFound),
        // Seen: the number of one, the name of another.
        ("ZtdDeviceAssignedToOtherTenant", 806, ClaimedByOtherOrganization),
        ("ztddevicealreadyassigned", 808, AlreadyRegistered),
        (" ZTDDEVICEDUPLICATED ", 0, Duplicate),
        ("SomethingNew", 806, Unexpected),
        ("806", 806, Unexpected),
        ("", 640, Unexpected),
        ("", 801, Incomplete),
        ("", 802, HashNotValid),
        ("", 803, Incomplete),
        ("", 806, AlreadyRegistered),
        ("", 807, Duplicate),
        ("  ", 808, ClaimedByOtherOrganization),
        ("None", 802, HashNotValid),
        ("", 0, Unexpected),
        ("", -1, Unexpected),
        ("", i32::MIN, Unexpected),
    ] {
        assert_eq!(RegistrationError::from_name(name, code), wanted, "{name} {code}");
    }
}

#[test]
fn reg_11_every_error_has_its_advice() {
    for (error, advice, can_retry, offers_group_tag) in [
        (DeviceNotFound, ConfirmWithSupplier, true, false),
        (HashNotValid, CheckAndResubmit, false, false),
        (AlreadyRegistered, NothingToDo, false, true),
        (ClaimedByOtherOrganization, CheckWithSupplier, true, false),
        (Duplicate, LookForTheOther, true, false),
        (Incomplete, CheckAndResubmit, false, false),
        (Unexpected, ContactSupport, true, false),
    ] {
        let given = (error.advice(), error.can_retry(), error.offers_group_tag());
        assert_eq!(given, (advice, can_retry, offers_group_tag), "{error:?}");
    }
    for advice in Advice::ALL {
        assert!(RegistrationError::ALL.iter().any(|error| error.advice() == advice), "{advice:?}");
    }
}
