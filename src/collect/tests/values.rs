//! What is taken for a value, and what is wrong with the rest.

use crate::collect::Problem;
use crate::collect::values::{
    Account, DriveLetter, Folder, GroupTag, ModelFilter, OrganisationalUnit, Phrase, Tenant, computer_names,
};

macro_rules! cases {
    ($name:ident: $read:expr; $($input:expr => $expected:expr;)*) => {
        #[test]
        fn $name() {
            let read: fn(&str) -> Result<String, Problem> = $read;
            $(assert_eq!(read($input), $expected.map(str::to_owned), "{:?}", $input);)*
        }
    };
}

fn wrong<'a>(problem: Problem) -> Result<&'a str, Problem> {
    Err(problem)
}

cases! { reg_5_machines_are_named: |text| {
        let names = computer_names(text)?;
        Ok(names.iter().map(super::super::values::ComputerName::as_str).collect::<Vec<_>>().join(" "))
    };
    "PC-001" => Ok("PC-001");
    "PC-001\r\nPC-002" => Ok("PC-001 PC-002");
    " a,b;c\td  e, ;\n" => Ok("a b c d e");
    "\"PC-1\",\"PC-2\"" => Ok("PC-1 PC-2");
    "'PC-1','PC-2'" => Ok("PC-1 PC-2");
    "PC-1 pc-1 Pc-1" => Ok("PC-1");
    "pc_1.contoso.com" => Ok("pc_1.contoso.com");
    "1PC" => Ok("1PC");
    "\u{feff}PC-1\u{200b}" => Ok("PC-1");
    "balie-één" => Ok("balie-één");
    "10.0.0.1" => wrong(Problem::Address("10.0.0.1".to_owned()));
    "a ::1" => wrong(Problem::Address("::1".to_owned()));
    "12345" => wrong(Problem::ComputerName("12345".to_owned()));
    "1.2" => wrong(Problem::ComputerName("1.2".to_owned()));
    "-PC" => wrong(Problem::ComputerName("-PC".to_owned()));
    "PC-" => wrong(Problem::ComputerName("PC-".to_owned()));
    "a PC$ b*" => wrong(Problem::ComputerName("PC$".to_owned()));
    "PC..com" => wrong(Problem::ComputerName("PC..com".to_owned()));
    "a'b" => wrong(Problem::ComputerName("a'b".to_owned()));
    " ,;" => wrong(Problem::Missing);
}

cases! { reg_5_the_account_is_of_the_domain: |text| Account::parse(text).map(|account| account.as_str().to_owned());
    r"CONTOSO\admin" => Ok(r"CONTOSO\admin");
    " contoso.com\\o'brien " => Ok(r"contoso.com\o'brien");
    "admin@contoso.com" => Ok("admin@contoso.com");
    "admin" => wrong(Problem::AccountShape);
    r"CONTOSO\" => wrong(Problem::AccountShape);
    r"\admin" => wrong(Problem::AccountShape);
    "@contoso.com" => wrong(Problem::AccountShape);
    r".\admin" => wrong(Problem::LocalAccount);
    r"A\b\c" => wrong(Problem::AccountCharacter('\\'));
    r"A\b,c" => wrong(Problem::AccountCharacter(','));
    "A\\b\u{200b}" => wrong(Problem::Invisible);
}

cases! { reg_8_the_folder_is_a_full_path: |text| Folder::parse(text).map(|folder| folder.as_str().to_owned());
    r"C:\HWID" => Ok(r"C:\HWID");
    r"C:\HWID\" => Ok(r"C:\HWID");
    "d:/hwid//x" => Ok(r"d:\hwid\x");
    r"C:\" => Ok(r"C:\");
    r"\\files\hwid\it's here" => Ok(r"\\files\hwid\it's here");
    r"C:\a.b\$x`y" => Ok(r"C:\a.b\$x`y");
    "HWID" => wrong(Problem::Relative);
    r".\HWID" => wrong(Problem::Relative);
    r"\HWID" => wrong(Problem::Relative);
    "C:" => wrong(Problem::Relative);
    "C:HWID" => wrong(Problem::Relative);
    r"\\files" => wrong(Problem::Relative);
    r"%USERPROFILE%\x" => wrong(Problem::Relative);
    r"C:\a[1]" => wrong(Problem::FolderCharacter('['));
    r"C:\a*" => wrong(Problem::FolderCharacter('*'));
    "C:\\a\"b" => wrong(Problem::FolderCharacter('"'));
    r"C:\a:b" => wrong(Problem::FolderCharacter(':'));
    r"\\?\C:\a" => wrong(Problem::FolderCharacter('?'));
    r"C:\nul.txt\a" => wrong(Problem::FolderName("nul.txt".to_owned()));
    r"C:\a\..\b" => wrong(Problem::FolderName("..".to_owned()));
    r"C:\a \b" => wrong(Problem::FolderName("a ".to_owned()));
    "C:\\a\tb" => wrong(Problem::Invisible);
}

#[test]
fn reg_8_a_folder_leaves_room_for_the_name_of_a_file() {
    assert!(Folder::parse(&format!(r"C:\{}", "a".repeat(186))).is_ok());
    assert_eq!(Folder::parse(&format!(r"C:\{}", "a".repeat(187))), Err(Problem::FolderLong(189)));
}

cases! { reg_8_a_group_tag_fits_the_file: |text| GroupTag::parse(text).map(|tag| tag.as_str().to_owned());
    " Sales Floor " => Ok("Sales Floor");
    "a;b'c" => Ok("a;b'c");
    "a,b" => wrong(Problem::TagCharacter(','));
    "a\"b" => wrong(Problem::TagCharacter('"'));
    "Café" => wrong(Problem::TagCharacter('é'));
    "it’s" => wrong(Problem::TagCharacter('’'));
    "a\tb" => wrong(Problem::Invisible);
}

cases! { reg_5_a_unit_is_a_distinguished_name: |text| OrganisationalUnit::parse(text).map(|unit| unit.as_str().to_owned());
    "OU=Laptops,DC=contoso,DC=com" => Ok("OU=Laptops,DC=contoso,DC=com");
    "ou=a, cn=b , dc=c" => Ok("ou=a, cn=b , dc=c");
    "DC=contoso,DC=com" => Ok("DC=contoso,DC=com");
    r"OU=Sales\, North,DC=contoso" => Ok(r"OU=Sales\, North,DC=contoso");
    "OU=O'Brien's,DC=contoso" => Ok("OU=O'Brien's,DC=contoso");
    "Laptops" => wrong(Problem::UnitPart("Laptops".to_owned()));
    "contoso.com/Laptops" => wrong(Problem::UnitPart("contoso.com/Laptops".to_owned()));
    "OU=,DC=contoso" => wrong(Problem::UnitPart("OU=".to_owned()));
    "OU=a,,DC=b" => wrong(Problem::UnitPart(String::new()));
    "OU=Sales, North,DC=contoso" => wrong(Problem::UnitPart("North".to_owned()));
    "OU=Laptops" => wrong(Problem::UnitDomain);
    "DC=a,OU=b" => wrong(Problem::UnitDomain);
    "DC=a,OU=b,DC=c" => wrong(Problem::UnitDomain);
}

cases! { reg_4_only_the_star_of_a_model_is_a_wildcard: |text| ModelFilter::parse(text).map(|model| model.pattern());
    "Latitude 5*" => Ok("Latitude 5*");
    "Surface [2`?]" => Ok("Surface `[2```?`]");
    "a\u{0}" => wrong(Problem::Invisible);
}

cases! { reg_7_a_flash_drive_has_a_letter: |text| DriveLetter::parse(text).map(DriveLetter::root);
    "e" => Ok("E:\\");
    "E:" => Ok("E:\\");
    " z:\\ " => Ok("Z:\\");
    "C:" => wrong(Problem::DriveSystem);
    "a" => wrong(Problem::DriveSystem);
    "E:\\x" => wrong(Problem::DriveShape);
    "EE" => wrong(Problem::DriveShape);
    "1:" => wrong(Problem::DriveShape);
}

cases! { reg_3_a_tenant_is_a_domain_or_an_id: |text| Tenant::parse(text).map(|tenant| tenant.as_str().to_owned());
    "contoso.onmicrosoft.com" => Ok("contoso.onmicrosoft.com");
    "01234567-89ab-cdef-0123-456789abcdef" => Ok("01234567-89ab-cdef-0123-456789abcdef");
    "contoso" => wrong(Problem::TenantShape);
    "a..b" => wrong(Problem::TenantShape);
    "it@contoso.com" => wrong(Problem::TenantShape);
    "01234567-89ab-cdef-0123-456789abcdeg" => wrong(Problem::TenantShape);
}

cases! { reg_3_a_line_of_a_letter_is_one_line: |text| Phrase::parse(text).map(|phrase| phrase.as_str().to_owned());
    " O’Brien & Söhne " => Ok("O’Brien & Söhne");
    "a\nb" => wrong(Problem::Invisible);
    "a\u{202e}b" => wrong(Problem::Invisible);
}
